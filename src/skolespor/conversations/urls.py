from django.urls import path

from skolespor.conversations.views import child

app_name = "conversations"
urlpatterns = [
    path("boern/<int:child_id>/stemmen/", child.child, name="child"),
]
