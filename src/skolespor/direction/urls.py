from django.urls import path

from skolespor.direction import views

app_name = "direction"
urlpatterns = [
    path("", views.index, name="index"),
    path("<int:organisation_id>/", views.review, name="review"),
    path("<int:organisation_id>/fortryd/", views.withdraw, name="withdraw"),
]
