from django.urls import path

from skolespor.conversations.views import screen

app_name = "snak"
urlpatterns = [
    path("snak/", screen.talk, name="talk"),
    path("snak/gem/", screen.save, name="save"),
    path("snak/slut/<slug:how>/", screen.end, name="end"),
    path("kode/", screen.code, name="code"),
]
