from django.urls import path

from skolespor.direction.views import document

app_name = "common_direction"
urlpatterns = [
    path("", document.index, name="index"),
    path("<int:municipality_id>/", document.show, name="show"),
    path("<int:municipality_id>/skriv/", document.write, name="write"),
    path("<int:municipality_id>/send/", document.send, name="send"),
    path("<int:municipality_id>/udgave/<int:number>/", document.version, name="version"),
    path("<int:municipality_id>/udgave/<int:number>.pdf", document.file, name="file"),
    path("<int:municipality_id>/udgave/<int:number>/aendringer/", document.changes, name="changes"),
    path(
        "<int:municipality_id>/udgave/<int:number>/svar/<slug:line>/",
        document.answer,
        name="answer",
    ),
    path(
        "<int:municipality_id>/udgave/<int:number>/fortryd/<slug:line>/",
        document.take_back,
        name="take_back",
    ),
]
