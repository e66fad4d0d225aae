"""`skolespor verify-log` names what was done to the log book, and the head lies outside it."""

from datetime import timedelta

import pytest
from django.core.management import CommandError, call_command
from django.db import transaction
from django.utils import timezone

from skolespor.audit import anchors, chain, log
from skolespor.audit.chain import Anchor
from skolespor.audit.models import Entry, Head

KIND = log.Kind("audit.test_verify", "Prøve")
NOW = timezone.now()


@pytest.fixture
def anchor_file(settings, tmp_path, monkeypatch):
    monkeypatch.setattr(chain, "MARGIN", timedelta(0))
    settings.ANCHOR_FILE = tmp_path / "elsewhere" / "heads.csv"
    return settings.ANCHOR_FILE


@pytest.fixture
def rows(solvang, anchor_file):
    """Five sealed rows whose head was copied out yesterday."""
    with transaction.atomic():
        rows = [log.record(KIND, by=None, about=solvang, number=n).pk for n in range(5)]
    anchors.drop(chain.seal_all(), anchor_file, now=NOW - timedelta(days=1))
    return rows


def verify_log(capsys):
    """What the command says, on standard output or before it refuses."""
    try:
        call_command("verify_log")
    except CommandError as refused:
        return [*capsys.readouterr().err.splitlines(), str(refused)]
    return capsys.readouterr().out.splitlines()


def test_a_log_book_that_holds_is_said_to_hold(rows, capsys):
    assert verify_log(capsys) == [f"Logbogen holder til og med række {rows[4]}."]


def test_waiting_rows_are_sealed_first(rows, solvang, capsys):
    with transaction.atomic():
        last = log.record(KIND, by=None, about=solvang)
    assert verify_log(capsys) == [f"Logbogen holder til og med række {last.pk}."]


@pytest.mark.parametrize("damage", ["change", "remove"])
def test_a_changed_or_removed_row_is_named(rows, capsys, damage):
    row = Entry.objects.filter(pk=rows[2])
    row.update(by_id=7) if damage == "change" else row.delete()
    named = rows[2] if damage == "change" else rows[3]
    assert verify_log(capsys) == [
        f"Række {named}: her eller lige før er en række ændret, fjernet, flyttet eller sat ind.",
        "Logbogen holder ikke: 1 brud.",
    ]


def test_a_truncated_tail_is_named(rows, capsys):
    Entry.objects.filter(pk__gt=rows[2]).delete()
    Head.objects.update(entry_id=rows[2], hash=Entry.objects.get(pk=rows[2]).hash)
    assert verify_log(capsys) == [
        f"Række {rows[4]}: her sluttede logbogen før. Enden mangler.",
        "Logbogen holder ikke: 1 brud.",
    ]


def test_a_log_book_written_anew_is_named(rows, capsys):
    Entry.objects.filter(pk=rows[0]).update(by_id=7)
    Head.objects.update(entry_id=0, hash="")
    assert verify_log(capsys) == [
        f"Række {rows[4]}: logbogen er skrevet om. Den passer ikke med det gemte hoved.",
        "Logbogen holder ikke: 1 brud.",
    ]


def test_the_head_is_copied_out_once_a_day(rows, anchor_file, solvang):
    head = chain.seal()
    assert not anchors.drop(head, anchor_file, now=NOW - timedelta(days=1))
    assert anchors.drop(head, anchor_file, now=NOW)
    assert list(anchors.anchors(anchor_file)) == [head, head]


def test_an_empty_log_book_has_no_head_to_copy(anchor_file):
    assert not anchors.drop(Anchor(0, ""), anchor_file, now=NOW)
    assert list(anchors.anchors(anchor_file)) == []


def test_a_line_in_the_anchor_file_that_cannot_be_read_is_an_error(rows, anchor_file):
    anchor_file.write_text("noget andet\n")
    with pytest.raises(CommandError, match="kan ikke læses"):
        call_command("verify_log")
