from django.urls import path

from skolespor.conversations.views import guide

app_name = "guide"
urlpatterns = [
    path("samtaleguide/", guide.page, name="page"),
    path("samtaleguide.pdf", guide.file, name="file"),
]
