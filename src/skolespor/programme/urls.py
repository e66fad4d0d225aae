from django.urls import path

from skolespor.programme.views import agency, agreement, application, course, entrance, people

app_name = "programme"
ONE = "<int:course_id>/"
SEAT = f"{ONE}deltagere/<int:participant_id>/"
urlpatterns = [
    path("", entrance.index, name="index"),
    path("henvend/", entrance.apply, name="apply"),
    path("henvend/sendt/", entrance.asked, name="asked"),
    path("henvend/<str:token>/", entrance.confirm, name="confirm"),
    path("begynd/", entrance.begin, name="begin"),
    path("adgang/", entrance.ask_for_link, name="ask_for_link"),
    path("adgang/<str:token>/", entrance.enter, name="enter"),
    path("koe/", agency.queue, name="queue"),
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
    path(f"{ONE}aftale/dage/ny/", agreement.day, name="add_day"),
    path(f"{ONE}aftale/dage/<int:day_id>/", agreement.day, name="day"),
    path(f"{ONE}aftale/dage/<int:day_id>/tag-ud/", agreement.remove_day, name="remove_day"),
    path(f"{ONE}aftale/udgave/<int:number>/", agreement.compare, name="compare"),
    path(f"{ONE}aftale/udgave/<int:number>/pdf/", agreement.file, name="agreement_file"),
    path(f"{ONE}deltagere/", people.index, name="people"),
    path(f"{ONE}deltagere/inviter/", people.invite, name="invite"),
    path(f"{SEAT}ny-adgang/", people.send_again, name="send_again"),
    path(f"{SEAT}luk/", people.end, name="end"),
    path(f"{SEAT}erstat/", people.replace, name="replace"),
    path(f"{SEAT}tovholder/", people.lead, name="lead"),
]
