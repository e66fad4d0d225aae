"""Mit overblik: for each role what waits, the most harmful first, and nothing that is not theirs."""

from datetime import date

import pytest
from django.urls import reverse

from skolespor.attendance.actions.gaps import add_step, explain_gap, keep_gaps
from skolespor.attendance.models import Gap
from skolespor.audit.models import Entry
from skolespor.children import events
from skolespor.children.models import Child, NetworkSeat
from skolespor.deadlines.actions.facts import happened
from skolespor.deadlines.tests.pages import words
from skolespor.notices.actions import tell

pytestmark = pytest.mark.once

MONDAY = date(2026, 11, 23)
GAPS, DUE, OTHERS = "Uden skole i dag", "Frister", "Andet, der venter"
NEWS, FOLLOWED = "Nye beskeder", "Børn, jeg følger"
ANSWER = "Barnet vil tale med dig"
QUIET = "Alt er klaret. Intet venter på dig lige nu."


@pytest.fixture(autouse=True)
def monday(time_machine):
    time_machine.move_to(f"{MONDAY} 10:00", tick=False)


@pytest.fixture
def start(sign_in):
    """The words of somebody's start page, from its heading on: the menu has words of its own."""

    def read(user):
        page = words(sign_in(user).get(reverse("workspace:today")))
        return page[page.index("Her er det, der venter på dig.") :]

    return read


@pytest.fixture
def parts(sign_in):
    """The headings of somebody's start page, in their order."""

    def read(user):
        html = sign_in(user).get(reverse("workspace:today")).content.decode()
        return [text.split("</h2>")[0] for text in html.split("<h2>")[1:]]

    return read


@pytest.fixture
def gap(maja):
    """Maja has been without school since the Monday before: six school days today."""
    maja.enrolments.update(until="2026-11-13")
    return lambda: keep_gaps(today=MONDAY) or Gap.objects.get()


@pytest.fixture
def late(maja, worker_wilma):
    """Wilma owes Maja an answer since Thursday."""
    happened("child_asks_case_worker", maja, date(2026, 11, 16), "it")


@pytest.fixture
def all_is_known(teacher_tim, mother_mie, worker_wilma):
    """Nothing is missing about Maja."""


# Without school


def test_days_stand_large_beside_the_name_and_whose_ball_it_is(
    start, coordinator_karen, worker_wilma, gap
):
    gap()
    page = start(worker_wilma)
    assert "Uden skole i dag 6 skoledage Maja Ager Karen Lange har ansvaret" in page
    assert "Der er ikke skrevet noget endnu" in page
    assert "Maja Ager Du har ansvaret" in start(coordinator_karen)


def test_what_was_done_last_is_told(
    start, coordinator_karen, worker_wilma, maja, gap, time_machine
):
    gap()
    add_step(child=maja, text="Ringede til Engskolen.", by=coordinator_karen)
    assert "Sidst gjort noget i dag : Ringede til Engskolen." in _spaced(start(worker_wilma))
    time_machine.move_to("2026-11-24 10:00", tick=False)
    assert "Sidst gjort noget i går" in start(worker_wilma)
    time_machine.move_to("2026-11-25 10:00", tick=False)
    assert "Sidst gjort noget 23-11-2026" in start(worker_wilma)


def _spaced(text):
    return text.replace("dag:", "dag :")


def test_nobody_has_it_and_that_is_said(start, worker_wilma, gap):
    gap()
    assert "Ingen har ansvaret endnu" in start(worker_wilma)


def test_before_the_fourth_day_nobody_need_have_it(start, worker_wilma, maja):
    maja.enrolments.update(until="2026-11-20")
    page = start(worker_wilma)
    assert "1 skoledag Maja Ager Fra den 4. skoledag er det en skolepause" in page
    assert "Ingen har ansvaret" not in page


def test_a_leader_without_a_seat_reads_the_line_but_not_what_was_done(
    sign_in, start, coordinator_karen, head_hanne, maja, gap, worker_wilma
):
    gap()
    Child.objects.update(acting_municipality=maja.acting_municipality)
    add_step(child=maja, text="Ringede til Engskolen.", by=coordinator_karen)
    NetworkSeat.objects.filter(job__user=coordinator_karen).delete()
    page = start(coordinator_karen)
    assert "6 skoledage Maja Ager" in page
    assert "Sidst gjort noget i dag" in page
    assert "Engskolen" not in page
    html = sign_in(coordinator_karen).get(reverse("workspace:today")).content.decode()
    assert reverse("attendance:child", args=[maja.pk]) not in html


def test_who_does_not_see_what_is_done_about_absence_reads_no_step(
    start, person, is_named, lindeskolen, coordinator_karen, maja, gap
):
    sven = person("Sven Sol", "school_staff", lindeskolen)
    is_named(sven, maja)
    gap()
    add_step(child=maja, text="Ringede til Engskolen.", by=coordinator_karen)
    page = start(sven)
    assert "Maja Ager" in page
    assert "Engskolen" not in page


def test_of_a_protected_child_those_who_may_not_know_read_no_name_of_staff_and_no_step(
    start, coordinator_karen, worker_wilma, leader_lis, maja, gap
):
    gap()
    add_step(child=maja, text="Ringede til Engskolen.", by=coordinator_karen)
    maja.is_protected = True
    maja.save()
    page = start(leader_lis)
    assert "6 skoledage Maja Ager Hvem der har ansvaret, vises ikke for dig" in page
    assert "Engskolen" not in page
    assert "Karen" not in page
    assert GAPS not in start(worker_wilma)
    maja.exemptions.create(user=worker_wilma)
    assert "Ringede til Engskolen." in start(worker_wilma)


def test_seven_stand_there_and_the_rest_one_link_away(
    start, worker_wilma, new_child, lives, family_dam, sits
):
    for number in range(9):
        child = new_child(f"Barn {number}", birth_year=2015)
        lives(child, family_dam, since=date(2026, 11, 2 + number))
        sits(worker_wilma, child)
    page = start(worker_wilma)
    section = page[page.index(GAPS) : page.index(FOLLOWED)]
    assert [f"Barn {number}" in section for number in range(9)] == [True] * 7 + [False] * 2
    assert "Se alle 9 uden skole" in section
    assert section.index("Barn 0") < section.index("Barn 6")


# Deadlines


def test_my_deadlines_stand_with_how_late_they_are(sign_in, start, worker_wilma, late):
    assert f"Frister 4 dage over {ANSWER} : Maja Ager Maja Ager · 19-11-2026" in start(worker_wilma)
    html = sign_in(worker_wilma).get(reverse("workspace:today")).content.decode()
    assert "/frister/" in html


def test_what_others_have_is_one_line_for_who_leads(sign_in, start, leader_lis, late):
    page = start(leader_lis)
    assert "1 frist er overskredet hos nogen. Se hos hvem" in page
    assert ANSWER not in page
    html = sign_in(leader_lis).get(reverse("workspace:today")).content.decode()
    assert f"{reverse('deadlines:index')}?whose=overseen" in html


def test_who_does_not_lead_is_told_of_nobody_elses(start, teacher_tim, foster_freja, late):
    for user in (teacher_tim, foster_freja):
        assert DUE not in start(user)


# What else, and news


def test_nothing_waiting_is_said(start, all_is_known, worker_wilma, parts):
    assert QUIET in start(worker_wilma)
    assert parts(worker_wilma) == [FOLLOWED]


def test_what_is_missing_is_one_line(sign_in, start, worker_wilma, maja):
    page = start(worker_wilma)
    assert "2 ting mangler hos dine børn. Se, hvad der mangler" in page
    assert QUIET not in page


def test_team_leader_is_told_of_children_without_a_case_worker(start, leader_lis, maja):
    assert "1 barn mangler en rådgiver." in start(leader_lis)


def test_head_teacher_is_told_of_pupils_without_a_named_adult(start, head_hanne, maja):
    assert "Ved 1 barn er der ikke sat navn på en voksen hos jer." in start(head_hanne)


def test_head_teacher_sees_no_childs_name_at_the_start(start, head_hanne, maja):
    assert "Maja" not in start(head_hanne)


def test_new_notices_stand_there_until_they_are_read(start, sign_in, worker_wilma):
    tell(events.CASELOAD_RECEIVED, [worker_wilma], key="one")
    assert "Du har overtaget børn" in start(worker_wilma)
    browser = sign_in(worker_wilma)
    browser.post(reverse("notices:go", args=[worker_wilma.notices.get().pk]))
    assert "Du har overtaget børn" not in start(worker_wilma)


# In which order, for whom


@pytest.fixture
def everything(gap, late, coordinator_karen):
    """A gap, something overdue, and something new for everybody."""
    gap()

    def news_for(user):
        tell(events.CASELOAD_RECEIVED, [user], key="one")
        return user

    return news_for


def test_a_case_worker_begins_with_the_child_without_school(parts, everything, worker_wilma):
    assert parts(everything(worker_wilma)) == [GAPS, DUE, OTHERS, NEWS, FOLLOWED]


def test_a_coordinator_begins_with_the_child_without_school(parts, everything, coordinator_karen):
    assert parts(everything(coordinator_karen)) == [GAPS, DUE, OTHERS, NEWS, FOLLOWED]


def test_an_authority_leader_begins_with_the_child_without_school(parts, everything, leader_lis):
    assert parts(everything(leader_lis)) == [GAPS, DUE, OTHERS, NEWS, FOLLOWED]


def test_a_head_teacher_begins_with_the_pupil_without_school(parts, everything, head_hanne):
    assert parts(everything(head_hanne)) == [GAPS, OTHERS, NEWS]


def test_a_contact_teacher_begins_with_the_pupil_without_school(parts, everything, teacher_tim):
    assert parts(everything(teacher_tim)) == [GAPS, NEWS, FOLLOWED]


def test_a_foster_parent_begins_with_the_child_without_school(parts, everything, foster_freja):
    assert parts(everything(foster_freja)) == [GAPS, NEWS, FOLLOWED]


def test_a_mother_begins_with_her_child_without_school(parts, everything, mother_mie):
    assert parts(everything(mother_mie)) == [GAPS, NEWS, FOLLOWED]


def test_a_placement_leader_begins_with_the_child_without_school(
    parts, start, everything, home_helle, kalle
):
    kalle.enrolments.update(until="2026-11-13")
    assert parts(everything(home_helle)) == [GAPS, OTHERS, NEWS]
    assert "Maja" not in start(home_helle)


@pytest.mark.parametrize(
    "who", ["worker_erik", "teacher_nora", "foster_frank", "director_dan", "coordinator_kim"]
)
def test_strangers_see_nothing_of_it(request, start, everything, who):
    page = start(request.getfixturevalue(who))
    assert "Maja" not in page
    for heading in (GAPS, DUE):
        assert heading not in page


# Who else comes here


def test_administrator_has_no_list_of_children_at_all(sign_in, start, admin_inge, maja):
    assert "Din rolle ser ingen børns sider." in start(admin_inge)
    html = sign_in(admin_inge).get(reverse("workspace:today")).content.decode()
    assert reverse("workspace:children") not in html


def test_child_begins_on_its_own_page_and_has_no_other_in_the_menu(sign_in, maja_herself, maja):
    browser = sign_in(maja_herself)
    own = reverse("workspace:own")
    assert browser.get(reverse("workspace:today")).url == own
    menu = browser.get(own).context["navigation"]
    assert [(item.label, item.url) for item in menu] == [("Min side", own)]


def test_director_has_no_list_that_is_always_empty(sign_in, director_dan, mother_mie):
    def html(user):
        return sign_in(user).get(reverse("workspace:today")).content.decode()

    assert reverse("workspace:children") not in html(director_dan)
    assert reverse("workspace:children") in html(mother_mie)


def test_who_leads_and_has_no_seat_is_shown_to_the_lines_of_facts(sign_in, start, head_hanne):
    assert "Du har ikke selv en plads ved et barn." in start(head_hanne)
    html = sign_in(head_hanne).get(reverse("workspace:today")).content.decode()
    assert reverse("workspace:facts") in html[html.index("<main") :]


def test_teacher_whom_nobody_has_named_is_told_who_does(start, teacher_nora):
    assert "Din leder eller koordinatoren giver dig adgang." in start(teacher_nora)


def test_a_child_i_follow_stands_with_its_school_and_where_it_lives(start, worker_wilma, maja):
    assert "Maja Ager Lindeskolen, 3.B · bor hos en familie" in start(worker_wilma)
    maja.is_protected = True
    maja.save()
    page = start(worker_wilma)
    assert "Maja Ager Beskyttet" in page
    assert "Lindeskolen" not in page


def test_deputy_is_reminded_on_every_page(sign_in, worker_otto, worker_wilma, stands_in):
    stands_in(worker_otto, worker_wilma)
    page = words(sign_in(worker_otto).get(reverse("workspace:today")))
    assert "Du er stedfortræder for Wilma Winther" in page


def test_child_whose_seat_ended_is_gone_from_the_start(start, worker_wilma, maja, yesterday):
    NetworkSeat.objects.filter(job__user=worker_wilma).update(until=yesterday)
    assert "Maja" not in start(worker_wilma)


def test_signed_out_person_is_sent_to_sign_in(client):
    answer = client.get(reverse("workspace:today"))
    assert answer.status_code == 302
    assert answer.url.startswith(reverse("account_login"))


# The log book, and what it costs


def test_a_child_that_stands_in_three_places_is_written_down_once(
    sign_in, everything, worker_wilma, maja
):
    Entry.objects.all().delete()
    sign_in(worker_wilma).get(reverse("workspace:today"))
    rows = Entry.objects.filter(kind="children.listed")
    assert list(rows.values_list("child_id", "role", "by_id")) == [
        (maja.pk, "case_worker", worker_wilma.pk)
    ]


@pytest.mark.long
def test_it_costs_the_same_for_1_and_30_children(
    sign_in, everything, coordinator_karen, worker_wilma, maja, new_child, lives, family_dam, sits,
    count_queries,
):  # fmt: skip
    explain_gap(
        child=maja,
        by=coordinator_karen,
        owner=coordinator_karen,
        reason="awaiting_enrolment",
        plan="Hjemme om formiddagen.",
        seen=1,
    )
    add_step(child=maja, text="Ringede til Engskolen.", by=coordinator_karen)
    browser = sign_in(everything(worker_wilma))
    browser.get(reverse("workspace:today"))
    few = count_queries(lambda: browser.get(reverse("workspace:today")))
    for number in range(29):
        child = new_child(f"Barn {number}", birth_year=2015)
        lives(child, family_dam)
        sits(worker_wilma, child)
        sits(coordinator_karen, child)
        happened("child_asks_case_worker", child, date(2026, 11, 16), "it")
    keep_gaps(today=MONDAY)
    first = Child.objects.get(first_name="Barn 0")
    add_step(child=first, text="Ringede til Engskolen.", by=coordinator_karen)
    assert count_queries(lambda: browser.get(reverse("workspace:today"))) == few
