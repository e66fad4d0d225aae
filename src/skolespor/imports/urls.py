from django.urls import path

from skolespor.imports import views

app_name = "imports"
urlpatterns = [
    path("", views.index, name="index"),
    path("ny/", views.add, name="add"),
    path("navne/<int:name_id>/glem/", views.forget_name, name="forget_name"),
    path("<int:upload_id>/", views.upload, name="upload"),
    path("<int:upload_id>/fremskridt/", views.progress, name="progress"),
    path("<int:upload_id>/kolonner/", views.columns, name="columns"),
    path("<int:upload_id>/tag-ind/", views.accept, name="accept"),
    path("<int:upload_id>/igen/", views.try_again, name="try_again"),
    path("<int:upload_id>/smid-ud/", views.throw_away, name="throw_away"),
    path("<int:upload_id>/fejl/", views.report, name="report"),
]
