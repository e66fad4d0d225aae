"""Who saves second sees both texts; nobody's text is lost."""

from concurrent.futures import ThreadPoolExecutor

import pytest
from django.db import connection

from skolespor.core.versions import EditedMeanwhile, save_seen


@pytest.fixture
def note(maja, worker_wilma):
    return maja.practical_notes.create(
        field="practical_permissions", text="Må svømme", edited_by=worker_wilma
    )


def test_a_change_from_what_one_saw_is_written(note):
    save_seen(note, seen=1, text="Må svømme og cykle")
    assert (note.text, note.version) == ("Må svømme og cykle", 2)


def test_a_change_from_an_older_text_is_not_written_and_shows_the_newer(note):
    save_seen(note, seen=1, text="Fra Wilma")
    with pytest.raises(EditedMeanwhile) as met:
        save_seen(note, seen=1, text="Fra Karen")
    note.refresh_from_db()
    assert met.value.current.text == note.text == "Fra Wilma"


def add_one(note):
    """Count up the number in the text, as often as it takes; says how often it was refused."""
    model, refused = type(note), 0
    try:
        while True:
            seen = model.objects.get(pk=note.pk)
            try:
                save_seen(seen, seen=seen.version, text=str(int(seen.text) + 1))
                return refused
            except EditedMeanwhile:
                refused += 1
    finally:
        connection.close()


@pytest.mark.django_db(transaction=True)
def test_eight_writers_at_once_lose_no_update(note):
    type(note).objects.update(text="0")
    with ThreadPoolExecutor(8) as writers:
        list(writers.map(add_one, [note] * 80))
    note.refresh_from_db()
    assert (note.text, note.version) == ("80", 81)
