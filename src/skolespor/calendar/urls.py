from django.urls import path

from skolespor.calendar import views

app_name = "calendar"
urlpatterns = [
    path("", views.index, name="index"),
    path("<int:municipality_id>/", views.plan, name="plan"),
    path("<int:municipality_id>/ny/", views.add, name="add"),
    path("<int:municipality_id>/<int:holiday_id>/ret/", views.edit, name="edit"),
    path("<int:municipality_id>/<int:holiday_id>/fjern/", views.remove, name="remove"),
]
