"""Files on a track: what shows that something was done, and the description of the fixed practice."""

import pytest
from django.core.exceptions import PermissionDenied
from django.core.files.uploadedfile import SimpleUploadedFile

from skolespor.audit.models import Entry
from skolespor.core.errors import RuleBroken
from skolespor.core.papers import reading, taking
from skolespor.core.papers.taking import Sent
from skolespor.tracks.actions import files, moving
from skolespor.tracks.models import Evidence
from skolespor.tracks.queries.track import criteria_of
from tests import papers

DONE = "vi har talt med elevrådet."


@pytest.fixture(autouse=True)
def folder(settings, tmp_path, monkeypatch):
    """A data folder of this test's own; the file is read without a process of its own."""
    settings.DATA_DIR = tmp_path / "data"
    monkeypatch.setattr(taking, "read_apart", reading.found_in)
    return tmp_path / "data" / "papers"


@pytest.fixture
def lays(schools_sven):
    """Sven, who has the ball, lays a file on a track."""

    def add(track, text=DONE, is_procedure=False, by=None):
        content = papers.docx(text)
        sent = Sent("referat.docx", content, len(content))
        return files.add(track=track, sent=sent, is_procedure=is_procedure, by=by or schools_sven)

    return add


def address(track, page=""):
    return f"/handlespor/{track.pk}/dokumentation/{page}"


def words(response):
    return response.content.decode()


def uploads(browser, track, content=None, what="evidence"):
    file = SimpleUploadedFile("referat.docx", content or papers.docx(DONE))
    return browser.post(address(track, "ny/"), {"file": file, "what": what, "confirm": "on"})


def test_the_owner_lays_a_file_on_the_track_and_everybody_who_sees_it_gets_it(
    running, sign_in, schools_sven, group_gerda
):
    track = running()
    assert uploads(sign_in(schools_sven), track).url == f"/handlespor/{track.pk}/"
    file = track.files.get()
    reader = sign_in(group_gerda)
    page = words(reader.get(f"/handlespor/{track.pk}/"))
    assert "referat.docx" in page
    assert "Læg en fil op" not in page
    assert "/slet/" not in page
    got = reader.get(address(track, f"{file.pk}/"))
    assert got.content == papers.docx(DONE)
    assert got["Content-Disposition"] == f'attachment; filename="dokumentation-{file.pk}.docx"'
    assert Entry.objects.filter(kind="tracks.file_fetched", about_id=file.pk).count() == 1


def test_the_description_of_the_practice_may_be_a_file(
    running, lays, schools_sven, sign_in, lead_trine
):
    track = running()
    before = {one.id: one.proof for one in criteria_of(track)}
    assert before["fc_procedure"] == ""
    lays(track)
    assert criteria_of(track)[0].proof == "", "a file that shows something else proves nothing"
    uploads(sign_in(lead_trine), track, papers.docx("sådan gør vi."), what="procedure")
    assert criteria_of(track)[0].proof == "En fil på sporet fra 05-10-2026"
    page = words(sign_in(lead_trine).get(f"/handlespor/{track.pk}/"))
    assert "Den er ikke beskrevet endnu." not in page


@pytest.mark.parametrize(
    ("text", "why"),
    [
        ("710415-0002", "ligner et CPR-nummer: afsnit 1."),
        ("i dag sagde Zitha noget.", "ligner navne: »Zitha«."),
    ],
)
def test_a_file_on_a_track_tells_of_no_child(running, sign_in, schools_sven, text, why):
    track = running()
    assert why in words(uploads(sign_in(schools_sven), track, papers.docx(text)))
    assert not Evidence.objects.exists()


def test_people_and_schools_of_the_municipality_are_not_asked_about(running, lays):
    track = running()
    lays(track, text="vi har talt med Sven Skov i Skoleforvaltningen.")
    assert Entry.objects.get(kind="tracks.file_added").data["names_confirmed"] == "0"


def test_what_the_file_shows_is_said_and_changed_by_sending_it_again(running, lays, folder):
    track = running()
    assert lays(track) == lays(track, is_procedure=True)
    assert track.files.get().is_procedure
    assert len(list(folder.iterdir())) == 1


def test_readers_lay_and_delete_nothing_and_strangers_find_nothing(
    running, lays, sign_in, group_gerda, lead_erna, teacher_tim, maja
):
    track = running()
    file = lays(track)
    for user, code in ((group_gerda, 403), (lead_erna, 404), (teacher_tim, 403)):
        browser = sign_in(user)
        assert uploads(browser, track).status_code == code
        for page in ("ny/", f"{file.pk}/slet/"):
            assert browser.get(address(track, page)).status_code == code
        with pytest.raises(PermissionDenied):
            lays(track, by=user)
        with pytest.raises(PermissionDenied):
            files.remove(file=file, by=user)
    assert sign_in(lead_erna).get(address(track, f"{file.pk}/")).status_code == 404


def test_a_file_of_another_track_is_not_found_on_this_one(running, lays, sign_in, lead_trine):
    one, other = running(), running(title="Ro i overgange")
    file = lays(one)
    for page in (f"{file.pk}/", f"{file.pk}/slet/"):
        assert sign_in(lead_trine).get(address(other, page)).status_code == 404


def test_a_stopped_track_takes_no_files_and_can_still_lose_one(
    running, lays, sign_in, lead_trine, folder, django_capture_on_commit_callbacks
):
    track = running()
    file = lays(track)
    moving.stop(track=track, why="Vi gør noget andet.", by=lead_trine)
    with pytest.raises(RuleBroken):
        lays(track, text="for sent.")
    browser = sign_in(lead_trine)
    assert browser.get(address(track, "ny/")).status_code == 302
    assert "Slet »referat.docx«?" in words(browser.get(address(track, f"{file.pk}/slet/")))
    with django_capture_on_commit_callbacks(execute=True):
        browser.post(address(track, f"{file.pk}/slet/"), {"sent": "1"})
    assert not Evidence.objects.exists()
    assert list(folder.iterdir()) == []


def test_a_file_that_is_gone_is_said_to_be_gone(running, lays, sign_in, lead_trine, folder):
    track = running()
    file = lays(track)
    (folder / file.stored).unlink()
    answer = sign_in(lead_trine).get(address(track, f"{file.pk}/"), follow=True)
    assert "Filen kan ikke hentes." in words(answer)


def test_the_page_costs_the_same_for_one_file_and_for_many(
    running, lays, sign_in, lead_trine, count_queries
):
    track = running()
    browser = sign_in(lead_trine)
    lays(track)
    page = f"/handlespor/{track.pk}/"
    browser.get(page)
    one = count_queries(lambda: browser.get(page))
    for number in range(4):
        lays(track, text=f"vi har mødtes {number} gange.")
    assert count_queries(lambda: browser.get(page)) == one
