from django.urls import path

from skolespor.public import views

app_name = "public"
urlpatterns = [
    path("tilbud/", views.offer, name="offer"),
    path("tilgaengelighed/", views.accessibility, name="accessibility"),
    path("was/", views.standard_address, name="standard_address"),
    path("privatliv/", views.privacy, name="privacy"),
    path("robots.txt", views.robots, name="robots"),
    path("sitemap.xml", views.sitemap, name="sitemap"),
    path("tekster/", views.index, name="index"),
    path("tekster/<slug:name>/<slug:language>/", views.edit, name="edit"),
    path("tekster/<slug:name>/<slug:language>/udgaver/", views.versions, name="versions"),
    path(
        "tekster/<slug:name>/<slug:language>/udgaver/<int:number>/", views.version, name="version"
    ),
]
