from django.urls import include, path

from skolespor.children.views.new_year import classes
from skolespor.workspace.views import child, facts, missing, new_year, start, work

app_name = "workspace"
urlpatterns = [
    path("", start.today, name="today"),
    path("boern/", start.children, name="children"),
    path("boern/<int:child_id>/", child.overview, name="child"),
    path("boern/<int:child_id>/skoletid/", child.timeline, name="timeline"),
    path("boern.csv", start.children_csv, name="children_csv"),
    path("nyt-skoleaar/", new_year.front, name="new_year"),
    path("nyt-skoleaar/klasser/", classes, name="classes"),
    path("boern/kendsgerninger/", facts.index, name="facts"),
    path("boern/kendsgerninger.csv", facts.file, name="facts_csv"),
    path("vores-arbejde/", work.index, name="work"),
    path("mangler/", missing.index, name="missing"),
    path("mangler.csv", missing.file, name="missing_csv"),
    path("kladder/<slug:form>/<slug:subject>/", start.draft, name="draft"),
    path("hjaelp/", start.help_page, name="help"),
    path(".well-known/security.txt", start.security_txt, name="security_txt"),
    path("mig/", include("skolespor.workspace.urls_own")),
    path("stedfortraedere/", include("skolespor.workspace.urls_deputies")),
]
