"""Filer ind: a file is sent, looked through, and taken in when somebody says yes."""

from datetime import date, timedelta
from html import unescape

import pytest
from django.core.exceptions import PermissionDenied
from django.urls import reverse
from django.utils import timezone

from skolespor.accounts.roles import Role
from skolespor.audit.models import Entry
from skolespor.calendar.models import SchoolDayList
from skolespor.core.errors import RuleBroken
from skolespor.core.flow import move
from skolespor.imports import depot, states, uploads
from skolespor.imports.models import Batch, ColumnName, Upload
from skolespor.imports.states import UPLOAD

pytestmark = pytest.mark.once

GOOD = "kommune;dato\n9001;12-08-2026\n9001;13-08-2026\n"
WRONG = GOOD + "9001;32-08-2026\n9002;14-08-2026\n"
OWN_NAME = "kommune;vores dag\n9001;12-08-2026\n"
ABSENCE = "cpr;institutionsnummer;dato;kategori;brøk\n6205120003;900001;01-09-2025;sygdom;0,5\n"


def words(answer):
    return " ".join(unescape(answer.content.decode()).split())


def at(page, upload):
    return reverse(f"imports:{page}", args=[upload.pk])


@pytest.fixture
def says_yes(browser, reads):
    """Somebody says yes to what the page shows, and the worker takes it in."""

    def yes(upload, refused=0):
        answer = browser.post(at("accept", upload), {"refused": refused})
        return answer, reads()

    return yes


def test_good_file_is_looked_through_and_then_taken_in(sends, reads, browser, says_yes, lying):
    page = sends(GOOD).url
    assert "Venter på at blive set igennem" in words(browser.get(page))
    assert reads().state == states.LOOKED
    assert not SchoolDayList.objects.exists()
    shown = words(browser.get(page))
    assert "2 rækker læst. Ingen fejl." in shown
    assert "9001, 2026/27: 2 skoledage" in shown
    assert "Tag filen ind" in shown
    _answer, upload = says_yes(Upload.objects.get())
    assert upload.state == states.TAKEN_IN
    assert "2 rækker er taget ind" in words(browser.get(page))
    assert SchoolDayList.objects.get().count == 2
    assert upload.batch == Batch.objects.get()
    assert Batch.objects.get().by.name == "Karen Lange"
    assert lying() == [depot.report_of(upload.stored).name]
    assert Upload.objects.get().key == ""


def test_wrong_rows_are_named_and_left_out_when_somebody_says_so(sends, reads, browser, says_yes):
    page = sends(WRONG).url
    upload = reads()
    assert (upload.rows, upload.refused) == (4, 2)
    shown = words(browser.get(page))
    assert "2 rækker har fejl" in shown
    assert "Datoen kan ikke læses. Skriv den som 21-11-2026." in shown
    assert "Tag de 2 gode rækker ind" in shown
    assert "2 rækker med fejl bliver ikke taget ind." in shown
    report = browser.get(at("report", upload)).content.decode("utf-8-sig").splitlines()
    assert report[0] == "row;column;code;message"
    assert [line.split(";")[0] for line in report[1:]] == ["4", "5"]
    _answer, upload = says_yes(upload, refused=2)
    assert (upload.state, upload.batch.refused) == (states.TAKEN_IN, 2)
    assert "2 rækker med fejl er udeladt." in words(browser.get(page))


def test_seats_that_will_close_are_named_before_somebody_says_yes(sends, reads, browser):
    page = sends(GOOD).url
    upload = reads()
    assert "Adgange, der lukker" not in words(browser.get(page))
    upload.closing = ["Lindeskolens plads ved et barn slutter 31-12-2026"]
    upload.save(update_fields=["closing"])
    shown = words(browser.get(page))
    assert "Adgange, der lukker" in shown
    assert "Lindeskolens plads ved et barn slutter 31-12-2026" in shown


def test_yes_counts_for_what_was_seen_and_no_more(sends, reads, browser):
    sends(WRONG)
    upload = reads()
    answer = browser.post(at("accept", upload), {"refused": "1"})
    assert answer.status_code == 409
    assert "Filen er set igennem igen." in words(answer)
    assert Upload.objects.get().state == states.LOOKED


def test_what_is_wrong_by_now_is_shown_before_it_is_taken_in(sends, reads, browser):
    """Between the look and the yes, something has changed: nothing is taken in unseen."""
    sends(WRONG)
    upload = reads()
    Upload.objects.update(refused=1)
    browser.post(at("accept", upload), {"refused": "1"})
    assert reads().state == states.LOOKED
    assert Upload.objects.get().refused == 2
    assert not Batch.objects.exists()


def test_file_of_wrong_rows_alone_cannot_be_taken_in(sends, reads, browser):
    page = sends("kommune;dato\n9001;32-08-2026\n").url
    upload = reads()
    shown = words(browser.get(page))
    assert "Ingen af rækkerne kan tages ind." in shown
    assert at("accept", upload) not in shown
    assert browser.post(at("accept", upload), {"refused": "1"}).status_code == 409


def test_same_file_again_is_known_and_changes_nothing(sends, reads, browser, says_yes, lying):
    sends(GOOD)
    says_yes(reads())
    page = sends(GOOD).url
    again = reads()
    assert again.state == states.KNOWN
    day = f"{timezone.localdate():%d-%m-%Y}"
    assert f"Det skete den {day}. Intet er ændret." in words(browser.get(page))
    assert Batch.objects.count() == 1
    assert again.stored not in lying()


def test_column_by_another_name_is_asked_for_and_remembered(sends, reads, browser, solvang):
    page = sends(OWN_NAME).url
    upload = reads()
    assert upload.state == states.COLUMNS_MISSING
    assert "Vi kan ikke finde: dato." in words(browser.get(page))
    form = words(browser.get(at("columns", upload)))
    assert "Hvad hedder dato i jeres fil?" in form
    assert "Hvad hedder kommune i jeres fil?" not in form
    assert "12-08-2026" not in form
    assert browser.post(at("columns", upload), {"day": "vores dag"}).url == page
    assert reads().state == states.LOOKED
    kept = ColumnName.objects.get()
    assert (kept.municipality, kept.kind, kept.heading, kept.field) == (
        solvang,
        "school-days",
        "voresdag",
        "day",
    )
    sends(OWN_NAME.replace("12-08", "13-08").replace("vores dag", "Vores-Dag"))
    assert reads().state == states.LOOKED
    assert "vores dag" in words(browser.get(reverse("imports:index")))
    browser.post(reverse("imports:forget_name", args=[kept.pk]))
    sends(OWN_NAME.replace("12-08", "14-08"))
    assert reads().state == states.COLUMNS_MISSING


def test_optional_column_by_another_name_can_be_named_too(sends, reads, browser):
    page = sends(ABSENCE, kind="absence").url
    upload = reads()
    assert upload.headings == ["brøk"]
    assert "brøk. De bliver ikke læst." in words(browser.get(page))
    browser.post(at("columns", upload), {"share": "brøk"})
    assert reads().headings == []


@pytest.mark.parametrize(
    ("answers", "said"),
    [
        ({"day": ""}, "Vælg en overskrift. Uden den kan filen ikke læses."),
        ({"day": "noget andet"}, "Vælg"),
        ({"day": "vores dag", "note": "vores dag"}, "Overskriften vores dag er valgt to gange."),
    ],
)
def test_names_that_make_no_sense_are_refused(sends, reads, browser, answers, said):
    sends(OWN_NAME)
    answer = browser.post(at("columns", reads()), answers)
    assert answer.status_code == 200
    assert said in words(answer)
    assert not ColumnName.objects.exists()


def test_one_of_two_columns_that_stand_for_each_other_is_enough(sends, reads, browser):
    sends("sted;dato\n9001;12-08-2026\n")
    upload = reads()
    assert "Vælg en overskrift til mindst en" in words(
        browser.post(at("columns", upload), {"note": ""})
    )
    browser.post(at("columns", upload), {"municipality": "sted"})
    assert reads().state == states.LOOKED


def test_thrown_away_file_is_gone(sends, reads, browser, lying, django_capture_on_commit_callbacks):
    sends(WRONG)
    upload = reads()
    assert "Smid filen ud?" in words(browser.get(at("throw_away", upload)))
    with django_capture_on_commit_callbacks(execute=True):
        browser.post(at("throw_away", upload))
    assert lying() == []
    assert Upload.objects.get().state == states.THROWN_AWAY
    assert browser.post(at("accept", upload), {"refused": "2"}).status_code == 409


def test_file_that_is_taken_in_can_not_be_thrown_away(sends, reads, browser, says_yes):
    sends(GOOD)
    says_yes(reads())
    assert browser.post(at("throw_away", Upload.objects.get())).status_code == 409


def test_files_go_after_seven_days_and_reports_after_thirty(
    sends, reads, lying, django_capture_on_commit_callbacks
):
    sends(WRONG)
    upload = reads()
    now = timezone.now()
    uploads.sweep(now=now + timedelta(days=6))
    assert upload.stored in lying()
    with django_capture_on_commit_callbacks(execute=True):
        uploads.sweep(now=now + timedelta(days=7, minutes=1))
    assert lying() == []
    assert Upload.objects.get().state == states.EXPIRED


def test_report_of_a_file_that_was_taken_in_goes_after_thirty_days(
    sends, reads, says_yes, lying, monkeypatch
):
    sends(WRONG)
    says_yes(reads(), refused=2)
    monkeypatch.setattr(uploads, "CUT_OFF_AFTER", -1)
    uploads.sweep(now=timezone.now() + timedelta(days=29))
    assert len(lying()) == 1
    uploads.sweep(now=timezone.now() + timedelta(days=31))
    assert lying() == []


def test_what_a_cut_request_left_goes_after_a_day(db, lying, monkeypatch):
    depot.new_file().write_bytes(b"sealed")
    uploads.sweep(now=timezone.now())
    assert len(lying()) == 1
    monkeypatch.setattr(uploads, "CUT_OFF_AFTER", -1)
    uploads.sweep(now=timezone.now())
    assert lying() == []


@pytest.mark.parametrize(
    ("more", "said"),
    [
        ({"kind": "school-days", "since": "01-08-2025", "until": "02-08-2025"}, "Kun en fil med"),
        ({"kind": "absence", "since": "01-08-2025"}, "Skriv også periodens sidste dag."),
        ({"kind": "absence", "until": "01-08-2025"}, "Skriv også periodens første dag."),
        ({"kind": "absence", "since": "02-08-2025", "until": "01-08-2025"}, "Perioden slutter"),
        ({"kind": ""}, "Hvad er der i filen?"),
    ],
)
def test_answers_that_make_no_sense_are_refused_and_leave_nothing(sends, more, said, lying):
    answer = sends(GOOD, **more)
    assert answer.status_code == 200
    assert said in words(answer)
    assert not Upload.objects.exists()
    assert lying() == []


def test_period_is_taken_along(sends, reads, says_yes):
    sends(ABSENCE, kind="absence", since="01-09-2025", until="30-09-2025")
    says_yes(reads())
    assert (Batch.objects.get().since, Batch.objects.get().until) == (
        date(2025, 9, 1),
        date(2025, 9, 30),
    )


def test_progress_is_told_and_the_whole_page_comes_when_it_is_done(sends, reads, browser):
    sends(GOOD)
    upload = Upload.objects.get()
    depot.note_progress(upload.stored, 0.42, 1234)
    Upload.objects.update(state=states.LOOKING)
    part = {"HTTP_HX_REQUEST": "true"}
    first = words(browser.get(at("progress", upload) + "?nr=1&sagt=waiting", **part))
    assert '<progress value="42"' in first
    assert "1.234 rækker læst" in first
    assert "hx-swap-oob" in first
    assert "hx-swap-oob" not in words(browser.get(at("progress", upload) + "?sagt=looking", **part))
    assert "hx-get" not in words(browser.get(at("progress", upload) + "?nr=450", **part))
    assert browser.get(at("progress", upload)).url == at("upload", upload)
    Upload.objects.update(state=states.LOOKED)
    answer = browser.get(at("progress", upload), **part)
    assert answer["HX-Redirect"] == at("upload", upload)


def test_history_is_paged_and_costs_the_same_for_one_and_thirty(
    sends, browser, karen, solvang, count_queries
):
    front = reverse("imports:index")
    sends(GOOD)
    one = count_queries(lambda: browser.get(front))
    for number in range(40):
        Upload.objects.create(sender=solvang, kind="absence", by=karen, stored=str(number), size=1)
    assert count_queries(lambda: browser.get(front)) == one
    assert "Side 1 af 2" in words(browser.get(front))


def test_empty_history_says_so(browser):
    assert "Der er ikke sendt nogen filer endnu." in words(browser.get(reverse("imports:index")))


PAGES = ["upload", "progress", "columns", "throw_away", "report"]
DEEDS = ["columns", "accept", "try_again", "throw_away"]


@pytest.mark.parametrize("who", ["coordinator_kim", "other_admin"])
def test_other_municipalities_find_nothing(request, sign_in, sends, reads, who, person, ellevang):
    sends(WRONG)
    upload = reads()
    other = (
        person("Hugo Beck", Role.SYSTEM_ADMINISTRATOR, ellevang)
        if who == "other_admin"
        else request.getfixturevalue(who)
    )
    screen = sign_in(other)
    assert "Der er ikke sendt nogen filer endnu." in words(screen.get(reverse("imports:index")))
    assert {screen.get(at(page, upload)).status_code for page in PAGES} == {404}
    assert {screen.post(at(deed, upload)).status_code for deed in DEEDS} == {404}


@pytest.mark.parametrize("who", ["worker_wilma", "head_hans", "log_tove", "director_dan"])
def test_those_who_do_not_take_files_in_are_refused(request, sign_in, sends, reads, who, lying):
    sends(WRONG)
    upload, before = reads(), lying()
    screen = sign_in(request.getfixturevalue(who))
    assert reverse("imports:index") not in words(screen.get("/"))
    assert screen.get(reverse("imports:index")).status_code == 403
    assert {screen.get(at(page, upload)).status_code for page in PAGES} == {403}
    assert {screen.post(at(deed, upload)).status_code for deed in DEEDS} == {403}
    assert sends(GOOD, screen=screen).status_code == 403
    assert lying() == before


def test_permission_opens_no_child(browser, karen, maja):
    assert browser.get(reverse("workspace:child", args=[maja.pk])).status_code == 404


def test_actions_ask_for_the_permission_themselves(sends, reads, worker_wilma):
    sends(WRONG)
    upload = reads()
    for deed in (
        lambda: uploads.accept(upload=upload, refused=2, by=worker_wilma),
        lambda: uploads.throw_away(upload=upload, by=worker_wilma),
        lambda: uploads.try_again(upload=upload, by=worker_wilma),
        lambda: uploads.name_columns(upload=upload, chosen={}, by=worker_wilma),
    ):
        with pytest.raises(PermissionDenied):
            deed()


def test_log_book_tells_of_every_step_in_codes(sends, reads, browser, says_yes):
    sends(WRONG)
    upload = reads()
    browser.get(at("report", upload))
    says_yes(upload, refused=2)
    told = Entry.objects.filter(kind__startswith="imports.").order_by("pk")
    assert [entry.kind for entry in told] == [
        "imports.sent",
        "imports.looked_through",
        "imports.report_read",
        "imports.accepted",
        "imports.taken_in",
    ]
    assert told[1].data == {"file": "school-days", "rows": 4, "refused": 2}


def test_every_state_can_be_reached_and_none_is_left_out():
    reached = {states.WAITING}
    while more := {step.target for state in reached for step in UPLOAD.from_state(state)} - reached:
        reached |= more
    assert reached == set(states.STATES)


def test_step_that_is_not_there_is_refused(sends, reads):
    sends(GOOD)
    with pytest.raises(RuleBroken):
        move(reads(), states.FINISH)


def test_what_a_night_job_took_in_stands_in_the_history_of_its_municipality_alone(
    browser, send_file, sign_in, person, ellevang
):
    send_file("school-days", GOOD)
    shown = words(browser.get(reverse("imports:index")))
    assert "Taget ind med kommando" in shown
    assert "Skoledage" in shown
    other = sign_in(person("Lise Lund", Role.LEARNING_COORDINATOR, ellevang))
    assert "Taget ind med kommando" not in words(other.get(reverse("imports:index")))
