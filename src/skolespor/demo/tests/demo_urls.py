"""The addresses as they are where the data is invented."""

from django.urls import include, path

from skolespor.config.urls import urlpatterns as house

urlpatterns = [*house, path("demo/", include("skolespor.demo.urls"))]
