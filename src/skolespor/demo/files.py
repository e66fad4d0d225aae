"""Files that the town's coordinator has sent and nobody has decided about yet: one with wrong rows, one
whose columns are called something else. The worker looks them through when it starts."""

from datetime import date, timedelta

from django.utils import timezone

from skolespor.demo.town import Town
from skolespor.imports import uploads
from skolespor.imports.receiving import received

PUPILS = ("6205120000", "6206130001", "6207140002")
REASONS = ("sygdom", "tilladelse", "hjemme")
"""The last is what somebody writes who means something else: no category has that name."""


def send(town: Town) -> None:
    """For Solvang, by its learning coordinator."""
    for kind, text in (("absence", _absence(town)), ("school-days", _school_days())):
        uploads.send(
            sender=town.places["Solvang Kommune"],
            kind=kind,
            file=received(text.encode()),
            by=town.people["Karen L."],
        )


def _absence(town: Town) -> str:
    """A row for each pupil and day of last week; some have a category that does not exist."""
    school = town.places["Engskolen"].code
    rows = [
        f"{pupil};{school};{day:%d-%m-%Y};{REASONS[place]};0,5"
        for day in _last_week()
        for place, pupil in enumerate(PUPILS)
    ]
    return "\n".join(["cpr;institutionsnummer;dato;kategori;brøk", *rows, ""])


def _school_days() -> str:
    return "\n".join(["kommune;skolens dage;kommentar", *(f"9001;{d};" for d in _last_week()), ""])


def _last_week() -> list[date]:
    today = timezone.localdate()
    monday = today - timedelta(days=today.weekday() + 7)
    return [monday + timedelta(days=day) for day in range(5)]
