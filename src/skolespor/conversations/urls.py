from django.urls import include, path

from skolespor.conversations.views import child, giving, offering, reading, talking

app_name = "conversations"

OF_ONE_CONVERSATION = [
    path("", reading.show, name="show"),
    path("goer-klar/", talking.prepare, name="prepare"),
    path("goer-klar/trin/", talking.steps, name="steps"),
    path("kort/", talking.cards, name="cards"),
    path("sig-foerst/", talking.say_first, name="say_first"),
    path("skriv/", talking.write, name="write"),
    path("mere/", reading.add, name="add"),
    path("aftale/", reading.agree, name="agree"),
    path("barnet-siger-ok/", reading.child_ok, name="child_ok"),
    path("ikke-i-dag/", offering.decline, name="decline"),
    path("ny-dag/", offering.postpone, name="postpone"),
    path("fortryd/", offering.withdraw, name="withdraw"),
    path("giv-skaermen/", giving.hand_over, name="hand_over"),
    path("kode/", giving.make_code, name="make_code"),
]

urlpatterns = [
    path("boern/<int:child_id>/stemmen/", child.child, name="child"),
    path("boern/<int:child_id>/kode/", giving.own_code, name="own_code"),
    path("boern/<int:child_id>/samtaler/tilbyd/", offering.offer, name="offer"),
    path("boern/<int:child_id>/samtaler/<int:conversation_id>/", include(OF_ONE_CONVERSATION)),
]
