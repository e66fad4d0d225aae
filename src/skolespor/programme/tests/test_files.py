"""Files of a course: who lays them there, who gets them, and what never comes in."""

import os

import pytest
from django.core.exceptions import PermissionDenied
from django.core.files.uploadedfile import SimpleUploadedFile

from skolespor.audit.models import Entry
from skolespor.core.errors import RuleBroken
from skolespor.core.papers import keeping, reading, rules, taking
from skolespor.core.papers.taking import Sent
from skolespor.programme.access import Who
from skolespor.programme.actions import application, days, files, people, steps
from skolespor.programme.models import Attachment
from tests import papers
from tests.house.test_secrets import everything_stored

CANARY = "kanarieplan for ro i klassen"
NAME = "kanarieplan.docx"
CPR = "710415-0002"


@pytest.fixture(autouse=True)
def folder(settings, tmp_path):
    """A data folder of this test's own."""
    settings.DATA_DIR = tmp_path / "data"
    return tmp_path / "data" / "papers"


@pytest.fixture(autouse=True)
def read_here(monkeypatch, request):
    """The file is read without a process of its own, which takes half a second."""
    if "apart" not in request.fixturenames:
        monkeypatch.setattr(taking, "read_apart", reading.found_in)


@pytest.fixture
def apart():
    """The file is read as it is read for people."""


def sent_file(text=CANARY, name=NAME):
    content = papers.docx(text)
    return Sent(name, content, len(content))


@pytest.fixture
def lays(trine):
    """Somebody lays a file with a course: `lays(draft)`."""

    def add(course, by=None, text=CANARY, name=NAME, day=None, not_a_child=False):
        return files.add(
            course=course,
            day=day,
            sent=sent_file(text, name),
            not_a_child=not_a_child,
            by=by or trine,
        )

    return add


def address(course, page=""):
    return f"/raadgivning/{course.pk}/bilag/{page}"


def uploads(browser, course, content=None, name=NAME, page="ny/", **answers):
    file = SimpleUploadedFile(name, papers.docx(CANARY) if content is None else content)
    return browser.post(address(course, page), {"file": file, "confirm": "on", **answers})


def words(response):
    return response.content.decode()


def on_the_disk(folder):
    return [one for one in folder.iterdir() if one.is_file()] if folder.exists() else []


def test_a_file_is_laid_with_the_application_and_got_again(draft, sign_in, lead_trine):
    browser = sign_in(lead_trine)
    page = f"/raadgivning/{draft.pk}/henvendelse/"
    assert "Her er ingen filer." in words(browser.get(page))
    assert uploads(browser, draft).url == page
    file = draft.files.get()
    shown = words(browser.get(page))
    assert f'href="{address(draft, f"{file.pk}/")}"' in shown
    assert NAME in shown
    assert "Word, 1 kB" in shown
    got = browser.get(address(draft, f"{file.pk}/"))
    assert got.content == papers.docx(CANARY)
    assert got["Content-Disposition"] == f'attachment; filename="bilag-{file.pk}.docx"'
    assert got["X-Content-Type-Options"] == "nosniff"
    assert "no-store" in got["Cache-Control"]


def test_the_form_says_what_can_be_sent_and_asks_about_children(draft, sign_in, lead_trine):
    browser = sign_in(lead_trine)
    page = words(browser.get(address(draft, "ny/")))
    assert "Højst 10 MB." in page
    assert "Bilagene indeholder ingen oplysninger om enkelte børn." in page
    assert "Jeg har set filen igennem" not in page, "asked only when there is something to ask"
    refused = words(uploads(browser, draft, confirm=""))
    assert "Sæt kryds ved, at der ikke står noget om enkelte børn." in refused
    assert "Vælg en fil." in words(browser.post(address(draft, "ny/"), {"confirm": "on"}))
    assert not draft.files.exists()


def test_names_are_asked_about_for_this_very_file(draft, sign_in, lead_trine):
    browser = sign_in(lead_trine)
    maja, zitha = (papers.docx(f"vi talte med {name} i går.") for name in ("Maja", "Zitha"))
    asked = uploads(browser, draft, maja)
    assert "»Maja«" in words(asked)
    assert "Jeg har set filen igennem. Der står ikke noget om enkelte børn" in words(asked)
    assert "frivilligt" not in words(asked), "the question must be answered"
    mark = asked.context["form"].data["asked_of"]
    other = uploads(browser, draft, zitha, not_a_child="on", asked_of=mark)
    assert "»Zitha«" in words(other), "the tick was for another file"
    assert "checked" not in words(other).partition("not_a_child")[2].partition(">")[0]
    assert uploads(browser, draft, maja, not_a_child="on", asked_of=mark).status_code == 302
    line = Entry.objects.get(kind="programme.file_added")
    assert line.data["names_confirmed"] == "1"
    assert line.data["looked_through"] == "0"


def test_a_picture_is_looked_through_by_a_person(draft, sign_in, lead_trine):
    browser = sign_in(lead_trine)
    asked = uploads(browser, draft, papers.png(), "tavle.png")
    assert "Der er billeder eller sider i filen, som vi ikke kan læse." in words(asked)
    mark = asked.context["form"].data["asked_of"]
    uploads(browser, draft, papers.png(), "tavle.png", not_a_child="on", asked_of=mark)
    assert draft.files.get().kind == "png"
    assert Entry.objects.get(kind="programme.file_added").data["looked_through"] == "1"


@pytest.mark.parametrize(
    ("content", "name", "why"),
    [
        (papers.docx(CPR), NAME, "ligner et CPR-nummer: afsnit 1."),
        (papers.docx("ro"), f"{CPR}.docx", "i filens navn"),
        (b"MZ\x90\x00", "plan.docx", "Sådan en fil kan vi ikke tage imod."),
        (papers.docx("ro"), "plan.pdf", "Det skal ende på .docx."),
        (papers.docx("ro", **{"word/vbaProject.bin": b"x"}), NAME, "Der er makroer i filen."),
        (b"", "plan.txt", "Filen er tom."),
        (b"a" * (rules.LARGEST + 1), "plan.txt", "Filen er større end 10 MB."),
    ],
    ids=["cpr", "cpr in the name", "a program", "wrong name", "macros", "nothing", "too large"],
)
def test_what_may_not_be_kept_is_refused_with_its_reason(
    draft, sign_in, lead_trine, folder, content, name, why
):
    assert why in words(uploads(sign_in(lead_trine), draft, content, name))
    assert not Attachment.objects.exists()
    assert on_the_disk(folder) == []


def test_nothing_of_a_file_stands_anywhere_as_it_was_sent(
    draft, sign_in, lead_trine, folder, tmp_path, caplog, apart
):
    content = b"PLAINTEXT-CANARY om ro"
    browser = sign_in(lead_trine)
    assert uploads(browser, draft, content, "kanariefugl.txt").status_code == 302
    file = draft.files.get()
    assert [one.name for one in on_the_disk(folder)] == [file.stored]
    for path in (one for one in tmp_path.rglob("*") if one.is_file()):
        assert b"CANARY" not in path.read_bytes()
        assert "kanariefugl" not in path.name
    assert [table for table, text in everything_stored() if "kanariefugl" in text] == []
    assert "kanariefugl" not in str([entry.data for entry in Entry.objects.all()])
    assert "kanariefugl" not in caplog.text
    got = browser.get(address(draft, f"{file.pk}/"))
    assert got.content == content
    assert "kanariefugl" not in str(got.headers)


@pytest.mark.long
def test_a_large_file_is_not_laid_in_a_temporary_place(draft, sign_in, lead_trine, monkeypatch):
    """Django writes large files to a disk while they come in; this house does not."""

    def never(*_arguments, **_options):
        raise AssertionError("a file was written as it was sent")

    monkeypatch.setattr("tempfile.NamedTemporaryFile", never)
    content = ("vi vil have ro.\n" * 190_000).encode()
    assert len(content) > 2_621_440
    assert uploads(sign_in(lead_trine), draft, content, "plan.txt").status_code == 302


def test_a_file_without_the_token_of_the_page_is_not_taken(draft, sign_in, lead_trine):
    browser = sign_in(lead_trine)
    browser.handler.enforce_csrf_checks = True
    assert uploads(browser, draft).status_code == 403
    assert not Attachment.objects.exists()


def test_folders_in_a_name_are_left_out(draft, lays):
    for name in ("../../etc/plan.docx", "C:\\Users\\x\\plan.docx", "\u202eplan.docx"):
        file = lays(draft, name=name, text=f"ro {len(name)}")
        assert file.name == "plan.docx"
        assert len(file.stored) == 32


def test_a_file_sent_twice_lies_there_once(draft, lays, folder):
    assert lays(draft) == lays(draft, name="den-samme.docx")
    assert draft.files.count() == len(on_the_disk(folder)) == 1


def test_there_is_room_for_many_files_and_not_for_endless(draft, lays, monkeypatch):
    monkeypatch.setattr(rules, "AT_MOST", 2)
    for number in (1, 2):
        lays(draft, text=f"ro {number}")
    with pytest.raises(RuleBroken) as broken:
        lays(draft, text="ro 3")
    assert broken.value.code == "file.too_many"


def test_both_sides_lay_files_once_the_application_is_sent(sent, lays, rikke, trine):
    lays(sent, by=rikke, text="oplæg om ro")
    lays(sent, by=trine)
    assert [one.by_user is None for one in sent.files.order_by("pk")] == [False, True]


def test_nobody_but_those_who_write_sees_the_files_of_a_draft(
    draft, lays, sign_in, adviser_rikke, group_gerda, rikke
):
    file = lays(draft)
    for user in (adviser_rikke, group_gerda):
        browser = sign_in(user)
        for page in ("ny/", f"{file.pk}/", f"{file.pk}/slet/"):
            assert browser.get(address(draft, page)).status_code == 404
    with pytest.raises(PermissionDenied):
        lays(draft, by=rikke)


@pytest.mark.parametrize("who", ["lead_erna", "worker_wilma", "teacher_tim", "admin_inge"])
def test_strangers_find_no_file(talking, lays, request, sign_in, who, maja):
    file = lays(talking)
    browser = sign_in(request.getfixturevalue(who))
    for page in ("ny/", f"{file.pk}/", f"{file.pk}/slet/"):
        assert browser.get(address(talking, page)).status_code == 404
    assert uploads(browser, talking).status_code == 404
    assert Attachment.objects.count() == 1


def test_a_file_of_another_course_is_not_found_in_ones_own(talking, lays, sign_in, lead_erna):
    from_solvang = lays(talking)

    other = application.begin(municipality="9002", by=lead_erna)
    browser = sign_in(lead_erna)
    for page in (f"{from_solvang.pk}/", f"{from_solvang.pk}/slet/"):
        assert browser.get(address(other, page)).status_code == 404


def test_who_only_reads_gets_the_file_and_lays_and_deletes_nothing(
    talking, lays, sign_in, group_gerda
):
    file = lays(talking)
    browser = sign_in(group_gerda)
    assert browser.get(address(talking, f"{file.pk}/")).status_code == 200
    for page in ("ny/", f"{file.pk}/slet/"):
        assert browser.get(address(talking, page)).status_code == 403
    assert uploads(browser, talking).status_code == 403
    with pytest.raises(PermissionDenied):
        lays(talking, by=Who(group_gerda))
    with pytest.raises(PermissionDenied):
        files.remove(file=file, by=Who(group_gerda))
    shown = words(browser.get(f"/raadgivning/{talking.pk}/henvendelse/"))
    assert "Læg en fil op" not in shown
    assert "/slet/" not in shown


def test_a_co_applicant_by_link_lays_a_file_until_the_day_of_leaving(
    draft, invites, comes_in, trine
):
    seat = invites(draft)
    browser = comes_in(seat)
    assert uploads(browser, draft).status_code == 302
    file = draft.files.get()
    assert file.by_participant == seat
    assert browser.get(address(draft, f"{file.pk}/")).status_code == 200
    people.end(seat=seat, by=trine)
    for page in ("ny/", f"{file.pk}/", f"{file.pk}/slet/"):
        assert browser.get(address(draft, page)).status_code in (302, 404)
    assert browser.get(address(draft, f"{file.pk}/")).get("Content-Disposition") is None
    assert draft.files.exists(), "what was laid there stays"


def test_a_course_that_is_over_takes_no_more_files_and_can_still_lose_one(
    talking, lays, trine, sign_in, lead_trine, folder, django_capture_on_commit_callbacks
):
    file = lays(talking)
    steps.withdraw(course=talking, words="", not_a_child=False, by=trine)
    browser = sign_in(lead_trine)
    assert browser.get(address(talking, "ny/")).status_code == 403
    with pytest.raises(PermissionDenied):
        lays(talking, text="for sent")
    with django_capture_on_commit_callbacks(execute=True):
        assert browser.post(address(talking, f"{file.pk}/slet/")).status_code == 302
    assert on_the_disk(folder) == []


def test_a_file_is_deleted_after_a_question_and_lies_nowhere(
    draft, lays, sign_in, lead_trine, folder, django_capture_on_commit_callbacks
):
    file = lays(draft)
    browser = sign_in(lead_trine)
    asked = words(browser.get(address(draft, f"{file.pk}/slet/")))
    assert f"Slet »{NAME}«?" in asked
    assert "Den kan ikke hentes tilbage." in asked
    with django_capture_on_commit_callbacks(execute=True):
        browser.post(address(draft, f"{file.pk}/slet/"))
    assert not Attachment.objects.exists()
    assert on_the_disk(folder) == []
    assert Entry.objects.filter(kind="programme.file_removed", about_id=file.pk).count() == 1
    assert browser.post(address(draft, f"{file.pk}/slet/")).status_code == 404


def test_a_draft_that_is_thrown_away_takes_its_files_along(
    draft, lays, trine, folder, django_capture_on_commit_callbacks
):
    lays(draft)
    with django_capture_on_commit_callbacks(execute=True):
        steps.drop(course=draft, by=trine)
    assert not Attachment.objects.exists()
    assert on_the_disk(folder) == []


def test_a_deletion_that_is_taken_back_leaves_the_file(draft, lays, trine, folder):
    file = lays(draft)
    files.remove(file=file, by=trine)
    assert len(on_the_disk(folder)) == 1, "it goes when it is certain that the row has gone"


@pytest.fixture
def planned(talking, offers, sets_day):
    """An agreement is being made, and a day is set."""
    offers(talking)
    return talking, sets_day(talking, 60)


def test_material_of_a_day_is_its_own_and_goes_with_a_day_that_nobody_was_told_of(
    planned, lays, sign_in, lead_trine, rikke, folder, today, django_capture_on_commit_callbacks
):
    course, day = planned
    browser = sign_in(lead_trine)
    page = f"/raadgivning/{course.pk}/dage/{day.pk}/materiale/nyt/"
    file = SimpleUploadedFile(NAME, papers.docx(CANARY))
    assert browser.post(page, {"file": file, "confirm": "on"}).status_code == 302
    lays(course)
    assert [one.day for one in course.files.order_by("pk")] == [day, None]
    assert day.files.get().name == NAME
    assert browser.get(page.replace(f"/{day.pk}/", "/999999/")).status_code == 404
    with django_capture_on_commit_callbacks(execute=True):
        days.cancel_day(day=day, seen=day.version, why="Sygdom.", today=today, by=rikke)
    assert course.files.count() == len(on_the_disk(folder)) == 1


def test_a_file_that_was_damaged_or_lost_is_not_handed_out(
    draft, lays, sign_in, lead_trine, folder
):
    file = lays(draft)
    (folder / file.stored).write_bytes(b"x" * 100)
    browser = sign_in(lead_trine)
    answer = browser.get(address(draft, f"{file.pk}/"), follow=True)
    assert "Filen kan ikke hentes." in words(answer)
    (folder / file.stored).unlink()
    assert browser.get(address(draft, f"{file.pk}/")).status_code == 302
    assert not Entry.objects.filter(kind="programme.file_fetched").exists()


def test_whoever_gets_a_file_is_written_down(draft, lays, sign_in, lead_trine):
    file = lays(draft)
    sign_in(lead_trine).get(address(draft, f"{file.pk}/"))
    line = Entry.objects.get(kind="programme.file_fetched")
    assert (line.by_id, line.about_id) == (lead_trine.pk, str(file.pk))


def test_what_no_row_knows_is_swept_away_after_a_week(draft, lays, folder):
    file = lays(draft)
    (folder / "orphan").write_bytes(b"x")
    keeping.sweep({file.stored})
    assert len(on_the_disk(folder)) == 2
    for one in on_the_disk(folder):
        os.utime(one, (0, 0))
    keeping.sweep({file.stored})
    assert [one.name for one in on_the_disk(folder)] == [file.stored]


def test_the_list_costs_the_same_for_one_file_and_for_many(
    draft, lays, count_queries, sign_in, lead_trine
):
    browser = sign_in(lead_trine)
    lays(draft)
    page = f"/raadgivning/{draft.pk}/henvendelse/"
    browser.get(page)
    one = count_queries(lambda: browser.get(page))
    for number in range(5):
        lays(draft, text=f"ro {number}")
    assert count_queries(lambda: browser.get(page)) == one
