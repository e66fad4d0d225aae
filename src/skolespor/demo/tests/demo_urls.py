"""The addresses as they are where the data is invented."""

from importlib import import_module

from django.urls import include, path

house = import_module("skolespor.config.urls")
urlpatterns = [*house.urlpatterns, path("demo/", include("skolespor.demo.urls"))]
