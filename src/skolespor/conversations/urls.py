from django.urls import path

from skolespor.conversations.views import giving

app_name = "conversations"
CHILD = "boern/<int:child_id>/"
TALK = f"{CHILD}samtaler/<int:conversation_id>/"
urlpatterns = [
    path(f"{TALK}giv-skaermen/", giving.hand_over, name="hand_over"),
    path(f"{TALK}kode/", giving.make_code, name="make_code"),
    path(f"{CHILD}kode/", giving.own_code, name="own_code"),
]
