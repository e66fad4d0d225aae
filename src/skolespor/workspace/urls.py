from django.urls import include, path

from skolespor.workspace.views import facts, missing, start

app_name = "workspace"
urlpatterns = [
    path("", start.today, name="today"),
    path("boern/", start.children, name="children"),
    path("boern.csv", start.children_csv, name="children_csv"),
    path("boern/kendsgerninger/", facts.index, name="facts"),
    path("boern/kendsgerninger.csv", facts.file, name="facts_csv"),
    path("mangler/", missing.index, name="missing"),
    path("mangler.csv", missing.file, name="missing_csv"),
    path("kladder/<slug:form>/<slug:subject>/", start.draft, name="draft"),
    path("hjaelp/", start.help_page, name="help"),
    path(".well-known/security.txt", start.security_txt, name="security_txt"),
    path("stedfortraedere/", include("skolespor.workspace.urls_deputies")),
]
