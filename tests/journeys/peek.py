"""Looks into a running house as no page would: `python -m tests.journeys.peek QUESTION ...`.

A journey ends in what another person's page or the log book shows; the log book is read here, in a
process of its own with the server's data folder.
"""

import json
import sys
from datetime import timedelta
from typing import Any

import django
from django.utils import timezone

django.setup()

from skolespor.accounts.models import Deputy, JobSeat, Organisation, User
from skolespor.accounts.queries import cadences
from skolespor.audit.models import Entry
from skolespor.children import access
from skolespor.children.models import BreakGlass, Child, MatchOffer, Naming, NetworkSeat


def log_of(child: str) -> list[list[Any]]:
    """What the log book says about a child, oldest first: what, by whom, as what."""
    names = dict(User.objects.values_list("pk", "name"))
    entries = Entry.objects.filter(child_id=_child(child).pk).order_by("pk")
    return [[entry.kind, names.get(entry.by_id, ""), entry.role] for entry in entries]


def log_by(person: str) -> list[str]:
    """What the log book says that somebody did, in its codes, oldest first."""
    by = User.objects.get(name=person)
    return list(Entry.objects.filter(by_id=by.pk).order_by("pk").values_list("kind", flat=True))


def numbers() -> dict[str, int | str]:
    """The numbers in the addresses of the town's pages, by a name one can read."""
    sofie, emil = _child("Sofie B."), _child("Emil D.")
    malik = _child("Malik A.")
    solvang = Organisation.objects.get(name="Solvang Kommune")
    seats = NetworkSeat.objects.filter(child=sofie, closed_at=None, until=None)
    return {
        "sofie": sofie.pk,
        "emil": emil.pk,
        "kalle": _child("Kalle F.").pk,
        "freja": _child("Freja C.").pk,
        "malik": malik.pk,
        "malik's birth year": malik.birth_year,
        "amina": _child("Amina A.").pk,
        "karens seat at sofie": seats.get(job__user__name="Karen L.").pk,
        "the school's seat at sofie": seats.get(organisation__name="Engskolen").pk,
        "jens at sofie": Naming.objects.get(
            seat__child=sofie, job__user__name="Jens H.", closed_at=None
        ).pk,
        "sofie's home": sofie.placements.get(until=None).pk,
        "sofie's school": sofie.enrolments.get(until=None).pk,
        "sofie's custody": sofie.custodies.get(until=None).pk,
        "peter's job": JobSeat.objects.get(user__name="Peter M.").pk,
        "jens": User.objects.get(name="Jens H.").pk,
        "jens' job": JobSeat.objects.get(user__name="Jens H.").pk,
        "engskolen": Organisation.objects.get(name="Engskolen").pk,
        "solvang": solvang.pk,
        "first local rule": cadences(solvang, day=timezone.localdate())[0].rule,
        "yrsa for peter": Deputy.objects.filter(closed_at=None).earliest("pk").pk,
        "glass at amina": BreakGlass.objects.filter(child=_child("Amina A.")).earliest("pk").pk,
        "double of emil": MatchOffer.objects.filter(known=emil).earliest("pk").pk,
        "child without a worker": without_owner()[0],
    }


def without_owner() -> list[int]:
    """Children who have no case worker who works today."""
    return list(access.unowned(Child.objects.all()).values_list("pk", flat=True))


def a_day_later(*children: str) -> int:
    """What ended today ended yesterday: time has passed for some children. Says for how many
    seats."""
    today = timezone.localdate()
    named = [_child(child) for child in children]
    ending = NetworkSeat.objects.filter(child__in=named, until=today, break_glass=None)
    return ending.update(until=today - timedelta(days=1), since=today - timedelta(days=1))


def _child(name: str) -> Child:
    first, _space, last = name.partition(" ")
    same_name = Child.objects.filter(first_name=first, last_name=last, merged_into=None)
    return same_name.earliest("pk")


QUESTIONS = {
    "log_of": log_of,
    "log_by": log_by,
    "numbers": numbers,
    "without_owner": without_owner,
    "a_day_later": a_day_later,
}

if __name__ == "__main__":
    sys.stdout.write(json.dumps(QUESTIONS[sys.argv[1]](*sys.argv[2:])))
