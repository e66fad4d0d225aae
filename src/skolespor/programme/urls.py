from django.urls import path

from skolespor.programme.views import (
    after,
    agency,
    agreement,
    application,
    course,
    days,
    entrance,
    people,
)

app_name = "programme"
ONE = "<int:course_id>/"
SEAT = f"{ONE}deltagere/<int:participant_id>/"
DAY = f"{ONE}dage/<int:day_id>/"
FOLLOW_UP = f"{ONE}opfoelgning/<int:follow_up_id>/"
EVALUATION = f"{ONE}evaluering/<int:evaluation_id>/"
urlpatterns = [
    path("", entrance.index, name="index"),
    path("henvend/", entrance.apply, name="apply"),
    path("henvend/sendt/", entrance.asked, name="asked"),
    path("henvend/<str:token>/", entrance.confirm, name="confirm"),
    path("begynd/", entrance.begin, name="begin"),
    path("adgang/", entrance.ask_for_link, name="ask_for_link"),
    path("adgang/<str:token>/", entrance.enter, name="enter"),
    path("koe/", agency.queue, name="queue"),
    path("overblik/", agency.overview, name="overview"),
    path("overblik/csv/", agency.overview_file, name="overview_file"),
    path("pladser/<str:half_year>/", agency.places, name="places"),
    path(ONE, course.show, name="course"),
    path(f"{ONE}trin/<slug:step>/", course.step, name="step"),
    path(f"{ONE}note/", agency.note, name="note"),
    path(f"{ONE}konsulent/", agency.adviser, name="adviser"),
    path(f"{ONE}henvendelse/", application.overview, name="application"),
    path(f"{ONE}henvendelse/<slug:part>/", application.part, name="part"),
    path(f"{ONE}henvendelse/<slug:part>/kladde/", application.keep, name="keep"),
    path(f"{ONE}aftale/", agreement.show, name="agreement"),
    path(f"{ONE}aftale/skriv/", agreement.write, name="write_agreement"),
    path(f"{ONE}aftale/udgave/<int:number>/", agreement.compare, name="compare"),
    path(f"{ONE}aftale/udgave/<int:number>/pdf/", agreement.file, name="agreement_file"),
    path(f"{ONE}deltagere/", people.index, name="people"),
    path(f"{ONE}deltagere/inviter/", people.invite, name="invite"),
    path(f"{SEAT}ny-adgang/", people.send_again, name="send_again"),
    path(f"{SEAT}luk/", people.end, name="end"),
    path(f"{SEAT}erstat/", people.replace, name="replace"),
    path(f"{SEAT}tovholder/", people.lead, name="lead"),
    path(f"{ONE}dage/", days.index, name="days"),
    path(f"{ONE}dage/ny/", days.add, name="add_day"),
    path(f"{ONE}dage/kalender/", days.calendar_of_all, name="calendar"),
    path(DAY, days.show, name="day"),
    path(f"{DAY}ret/", days.edit, name="edit_day"),
    path(f"{DAY}aflys/", days.cancel, name="cancel_day"),
    path(f"{DAY}deltagere/", days.people, name="day_people"),
    path(f"{DAY}kalender/", days.calendar, name="day_calendar"),
    path(f"{DAY}skriv/<slug:written>/", days.write, name="write_day"),
    path(f"{DAY}skriv/<slug:written>/kladde/", days.keep, name="keep_day"),
    path(f"{ONE}opfoelgning/ny/", after.add, name="add_follow_up"),
    path(f"{FOLLOW_UP}skriv/", after.hold, name="hold"),
    path(f"{FOLLOW_UP}spring-over/", after.skip, name="skip"),
    path(f"{ONE}evaluering/spoerg/<slug:round>/", after.ask, name="ask_evaluation"),
    path(EVALUATION, after.evaluation, name="evaluation"),
    path(f"{EVALUATION}svar/", after.evaluate, name="evaluate"),
    path(f"{EVALUATION}luk/", after.close, name="close_evaluation"),
]
