"""Addresses below /stedfortraedere/, in the name space of the workspace."""

from django.urls import path

from skolespor.workspace.views import deputies

urlpatterns = [
    path("", deputies.index, name="deputies"),
    path("vaelg/", deputies.name, name="name_deputy"),
    path("<int:deputy_id>/slut/", deputies.end, name="end_deputy"),
]
