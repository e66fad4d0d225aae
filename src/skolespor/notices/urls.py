from django.urls import path

from skolespor.notices import views

app_name = "notices"
urlpatterns = [
    path("", views.index, name="index"),
    path("<int:notice_id>/", views.go, name="go"),
    path("alle-laest/", views.read_all, name="read_all"),
]
