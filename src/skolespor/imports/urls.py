from django.urls import path

from skolespor.imports.views import files, hosted

app_name = "imports"
urlpatterns = [
    path("", files.index, name="index"),
    path("ny/", files.add, name="add"),
    path("navne/<int:name_id>/glem/", files.forget_name, name="forget_name"),
    path("meldt/", hosted.index, name="hosted"),
    path("meldt/<int:hosted_id>/", hosted.answer, name="hosted_answer"),
    path("<int:upload_id>/", files.upload, name="upload"),
    path("<int:upload_id>/fremskridt/", files.progress, name="progress"),
    path("<int:upload_id>/kolonner/", files.columns, name="columns"),
    path("<int:upload_id>/tag-ind/", files.accept, name="accept"),
    path("<int:upload_id>/igen/", files.try_again, name="try_again"),
    path("<int:upload_id>/smid-ud/", files.throw_away, name="throw_away"),
    path("<int:upload_id>/fejl/", files.report, name="report"),
]
