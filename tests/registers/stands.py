"""What stands in a database: `stands()` here, `python -m tests.registers.stands` in a data folder."""

import json
import sys

import django
from django.apps import apps

if not apps.ready:
    django.setup()

from skolespor.accounts.models import Organisation
from skolespor.attendance.models import AbsenceDay
from skolespor.audit.models import Entry
from skolespor.calendar.models import SchoolDayList
from skolespor.children.models import Child, Enrolment, NetworkSeat, Placement
from skolespor.imports import staging
from skolespor.imports.models import Batch, Hosted, Told

TABLES = (AbsenceDay, Batch, Child, Enrolment, Entry, Hosted, NetworkSeat, Organisation)
TABLES = (*TABLES, Placement, SchoolDayList, Told)


def stands():
    """What the judge judges, in its form."""
    return {
        "children": sorted(_child(one) for one in _children().values()),
        "placements": sorted(_placements()),
        "enrolments": sorted(_enrolments()),
        "absence": sorted(_absence()),
    }


def content():
    """`stands`, with the seats, the schools, their days and what waits for an answer."""
    return stands() | {
        "seats": sorted(_seats()),
        "schools": sorted(
            (school.code, school.name, school.municipality.code)
            for school in Organisation.objects.filter(kind="school").select_related("municipality")
        ),
        "school days": sorted(_school_days()),
        "hosted": sorted(
            (one.sender.code, one.acting.code, one.cpr, str(one.since), one.answer)
            for one in Hosted.objects.select_related("sender", "acting")
        ),
    }


def state():
    """`content`, what was taken in, and which files in staging count: all of them must be there."""
    batches = Batch.objects.select_related("sender").order_by("kind", "fingerprint")
    files = [staging.folder() / batch.staged for batch in batches]
    assert all(file.is_file() for file in files), "a batch names a file that is not there"
    taken_in = [(b.kind, b.sender.code, b.fingerprint, b.rows, b.refused) for b in batches]
    return content() | {"batches": sorted(taken_in)}


def rows():
    """Every row of the tables that an import may touch, as stored."""
    return {table.__name__: list(table.objects.order_by("pk").values()) for table in TABLES}


def _children():
    found = Child.objects.filter(merged_into=None).select_related("acting_municipality")
    return {child.pk: child for child in found}


def _who(child):
    return child.cpr.replace("-", ""), child.acting_municipality.code


def _child(child):
    return (*_who(child), str(child.birth_date), "ja" if child.is_protected else "nej")


def _placements():
    children = _children()
    for spell in Placement.objects.filter(withdrawn_at=None).select_related(
        "organisation", "municipality"
    ):
        place = spell.place_name or str(spell.organisation or "")
        where = spell.municipality.code
        days = str(spell.since), str(spell.until or "")
        yield (*_who(children[spell.child_id]), spell.type, *days, place, where)


def _enrolments():
    children = _children()
    for spell in Enrolment.objects.filter(withdrawn_at=None).select_related("school"):
        days = str(spell.since), str(spell.until or "")
        words = str(spell.grade), spell.class_name, spell.school_type, spell.end_cause
        yield (*_who(children[spell.child_id]), spell.school.code, *days, *words)


def _absence():
    children = _children()
    for day in AbsenceDay.objects.select_related("sender"):
        share = format(day.share.normalize(), "f")
        who = _who(children[day.child_id])
        yield (*who, day.institution, str(day.day), day.category, share, day.sender.code)


def _seats():
    """Persons' seats have an empty house."""
    children = _children()
    for seat in NetworkSeat.objects.select_related("organisation"):
        house = (seat.organisation.code or seat.organisation.name) if seat.organisation else ""
        closed = "closed" if seat.closed_at else ""
        days = str(seat.since), str(seat.until or "")
        yield (*_who(children[seat.child_id]), house, *days, closed)


def _school_days():
    for one in SchoolDayList.objects.select_related("organisation", "sender"):
        yield one.organisation.code, str(one.school_year), one.sender.code, list(one.days)


if __name__ == "__main__":
    json.dump(state(), sys.stdout)
