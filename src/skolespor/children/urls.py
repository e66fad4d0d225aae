from django.urls import include, path

from skolespor.children.views import (
    caseloads,
    creation,
    facts,
    glass,
    matches,
    naming,
    people,
    seats,
    spells,
)

app_name = "children"

OF_ONE_CHILD = [
    path("kontakter/", people.contacts, name="contacts"),
    path("bekymret/", people.worry, name="worry"),
    path("adgang/", people.who_sees, name="who_sees"),
    path("adgang/udtraek/", people.extract, name="extract"),
    path("adgang/udtraek.csv", people.extract_csv, name="extract_csv"),
    path("adgang/giv/", seats.give_seat, name="give_seat"),
    path("adgang/<int:seat_id>/slut/", seats.end_seat, name="end_seat"),
    path("adgang/<int:seat_id>/luk/", seats.close_seat, name="close_seat"),
    path("adgang/udpeget/<int:naming_id>/luk/", seats.close_naming, name="close_naming"),
    path("sted/nyt/", spells.move, name="move"),
    path("sted/<int:spell_id>/slut/", spells.end_placement, name="end_placement"),
    path("sted/<int:spell_id>/ret/", spells.correct_placement, name="correct_placement"),
    path("sted/<int:spell_id>/fortryd/", spells.withdraw_placement, name="withdraw_placement"),
    path("skole/ny/", spells.enrol, name="enrol"),
    path("skole/<int:spell_id>/slut/", spells.leave_school, name="leave_school"),
    path("skole/<int:spell_id>/ret/", spells.correct_enrolment, name="correct_enrolment"),
    path("skole/<int:spell_id>/fortryd/", spells.withdraw_enrolment, name="withdraw_enrolment"),
    path("foedselsdato/", facts.birth_date, name="birth_date"),
    path("foraeldremyndighed/ny/", facts.record_custody, name="record_custody"),
    path("foraeldremyndighed/<int:custody_id>/slut/", facts.end_custody, name="end_custody"),
    path("beskyttelse/", facts.protect, name="protect"),
    path("beskyttelse/ophaev/", facts.unprotect, name="unprotect"),
    path("praktisk/<slug:field>/", facts.note, name="note"),
    path("noedadgang/slut/", glass.end, name="end_glass"),
]

urlpatterns = [
    path("<int:child_id>/", include(OF_ONE_CHILD)),
    path("opret/", creation.search, name="create_search"),
    path("opret/nyt/", creation.create, name="create"),
    path("udpeg/", naming.index, name="naming"),
    path("udpeg/nyt-skoleaar/", naming.renew, name="renew"),
    path("udpeg/plads/<int:seat_id>/", naming.name_staff, name="name_staff"),
    path("udpeg/<int:naming_id>/slut/", naming.end_naming, name="end_naming"),
    path("giv-videre/", caseloads.index, name="caseloads"),
    path("giv-videre/<int:job_id>/", caseloads.hand_over, name="hand_over"),
    path("giv-videre/uden-raadgiver/<int:pk>/", caseloads.assign, name="assign"),
    path("dobbelt/", matches.index, name="matches"),
    path("dobbelt/<int:offer_id>/", matches.answer, name="match"),
    path("noedadgang/", glass.search, name="glass_search"),
    path("noedadgang/<int:pk>/", glass.break_glass, name="break_glass"),
    path("noedadgang/gennemgang/", glass.index, name="glass_list"),
    path("noedadgang/gennemgang/<int:glass_id>/", glass.review, name="glass_review"),
]
