from django.urls import path

from skolespor.reviews.doors import account_seat
from skolespor.reviews.views import answering, focusing, results, rounds, wording

ROUND = "runde/<int:round_id>/"
INVITED = ROUND + "inviteret/<int:answerer_id>/"
PLACE = "<int:municipality_id>/"

app_name = "reviews"
urlpatterns = [
    path("", rounds.index, name="index"),
    path("begynd/" + PLACE, rounds.begin, name="begin"),
    path(ROUND, rounds.show, name="round"),
    path(ROUND + "frist/", rounds.set_answer_by, name="set_answer_by"),
    path(ROUND + "luk/", rounds.close, name="close"),
    path(ROUND + "opgiv/", rounds.drop, name="drop"),
    path(ROUND + "linje/<slug:line>/", rounds.line, name="line"),
    path(ROUND + "linje/<slug:line>/maade/", rounds.mode, name="line_mode"),
    path(INVITED + "send-igen/", rounds.send_again, name="send_again"),
    path(INVITED + "vaelger/", rounds.let_choose, name="let_choose"),
    path(INVITED + "traek-tilbage/", rounds.withdraw, name="withdraw"),
    path(ROUND + "tema/<slug:theme>/", results.theme, name="results_theme"),
    path(ROUND + "udsagn/<slug:statement>/", results.statement, name="statement"),
    path(ROUND + "udsagn/<slug:statement>/enighed/", results.agree, name="agree"),
    path(ROUND + "foer-og-nu/", results.before_and_now, name="before_and_now"),
    path(ROUND + "tabel/", results.table, name="table"),
    path(ROUND + "pdf/", results.paper, name="paper"),
    path("fokus/" + PLACE, focusing.index, name="focus"),
    path("fokus/" + PLACE + "vaelg/", focusing.choose, name="focus_choose"),
    path("fokus/ret/<int:focus_id>/", focusing.change, name="focus_change"),
    path("fokus/afslut/<int:focus_id>/", focusing.end, name="focus_end"),
    path("udsagn/" + PLACE, wording.index, name="wording"),
    path("udsagn/" + PLACE + "ret/<slug:statement>/", wording.reword, name="reword"),
    path("udsagn/" + PLACE + "nyt/<slug:theme>/", wording.add, name="add"),
    path("svar/<int:answerer_id>/", account_seat(answering.start), name="start"),
    path("svar/<int:answerer_id>/maade/", account_seat(answering.mode), name="mode"),
    path(
        "svar/<int:answerer_id>/tema/<int:number>/",
        account_seat(answering.theme),
        name="theme",
    ),
    path(
        "svar/<int:answerer_id>/tema/<int:number>/gem/",
        account_seat(answering.save),
        name="save",
    ),
    path("svar/<int:answerer_id>/send/", account_seat(answering.hand_in), name="hand_in"),
    path("svar/<int:answerer_id>/ret/", account_seat(answering.take_back), name="take_back"),
]
