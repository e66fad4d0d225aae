from django.urls import path

from skolespor.core import views

app_name = "core"
urlpatterns = [
    path("sprog/", views.language, name="language"),
    path("komponenter/", views.components, name="components"),
]
