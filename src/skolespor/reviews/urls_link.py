"""For those who answer by a link. They lie under an address of their own, and the cookie with them."""

from django.urls import path

from skolespor.reviews.doors import link_seat
from skolespor.reviews.views import answering

app_name = "reviews_link"
urlpatterns = [
    path("<str:token>/", answering.open_link, name="open"),
    path("<str:token>/svar/", link_seat(answering.start), name="start"),
    path("<str:token>/maade/", link_seat(answering.mode), name="mode"),
    path("<str:token>/tema/<int:number>/", link_seat(answering.theme), name="theme"),
    path("<str:token>/tema/<int:number>/gem/", link_seat(answering.save), name="save"),
    path("<str:token>/send/", link_seat(answering.hand_in), name="hand_in"),
    path("<str:token>/ret/", link_seat(answering.take_back), name="take_back"),
]
