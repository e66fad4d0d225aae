"""How long the agency's pages take with few courses and with many, beside an empty page, in one run.

    python -m tests.bench.courses [--courses 400] [--rounds 60]

Builds a database of its own in a temporary folder: four courses, then so many from all 98 municipalities
(one open from each, the others over), each with ten people, four written parts and three steps. Prints
medians, and the ratio to the empty page and to the same page with few (goal: within 2, since a page shows
thirty lines at most). Ratios, because milliseconds belong to a machine.
"""

import argparse
import os
import tempfile
from collections.abc import Callable
from datetime import timedelta

FOLDER = tempfile.mkdtemp(prefix="skolespor-bench-")
os.environ["SKOLESPOR_DATA"] = FOLDER
os.environ["DJANGO_SETTINGS_MODULE"] = "skolespor.config.settings"

import django

django.setup()

from allauth.mfa.models import Authenticator
from django.db import transaction
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from skolespor.accounts.lines import Line
from skolespor.accounts.models import JobSeat, Organisation, User
from skolespor.core.prepare import prepare
from skolespor.programme.models import Course, Part, Participant, Taken
from skolespor.programme.queries.courses import municipalities
from skolespor.programme.rules.application import PARTS
from skolespor.programme.states import WITHDRAWN
from tests.bench.timing import measure

FEW = 4
PEOPLE = 10
OPEN = ("inquiry", "initial_dialogue", "need_more", "agreement")
STEPS = (("send", "draft", "inquiry"), ("talk", "inquiry", "initial_dialogue"))
TEXT = "Vi vil gerne have færre skift og mere ro omkring skolen. " * 8


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--courses", type=int, default=400)
    parser.add_argument("--rounds", type=int, default=60)
    wanted = parser.parse_args()
    prepare()
    rikke = adviser()
    codes = list(municipalities())[:98]
    build(codes[:FEW], FEW, rikke)
    few = measure(pages_of(rikke), wanted.rounds)
    build(codes[FEW:], wanted.courses - FEW, rikke)
    many = measure(pages_of(rikke), wanted.rounds)
    report(few, many)


def adviser() -> User:
    agency = Organisation.objects.create(kind="national_agency", name="Styrelsen")
    rikke = User.objects.create(email="rikke@example.invalid", name="Rikke Glad")
    JobSeat.objects.create(
        user=rikke, organisation=agency, role="agency_advisor", since=timezone.localdate()
    )
    Authenticator.objects.create(user=rikke, type=Authenticator.Type.TOTP, data={})
    return rikke


@transaction.atomic
def build(codes: list[str], count: int, rikke: User) -> None:
    """The first from each municipality is open, those after it are over."""
    today = timezone.localdate()
    courses = Course.objects.bulk_create(
        Course(
            municipality=codes[n % len(codes)],
            state=OPEN[n % len(OPEN)] if n < len(codes) else WITHDRAWN,
            received_on=today - timedelta(days=n),
            reply_due=today - timedelta(days=n - 14),
            adviser=rikke if n % 2 else None,
        )
        for n in range(count)
    )
    seats = Participant.objects.bulk_create(
        Participant(
            course=course,
            name=f"Deltager {n}",
            email=f"deltager{n}@example.invalid",
            title="Leder",
            line=list(Line)[n % 3],
            level="strategic",
            is_lead=n == 0,
            joined_at=timezone.now(),
        )
        for course in courses
        for n in range(PEOPLE)
    )
    Part.objects.bulk_create(
        Part(course=seat.course, part=part, version=1, answers={"af_wish": TEXT}, written_by=seat)
        for seat in seats[::PEOPLE]
        for part in PARTS
    )
    Taken.objects.bulk_create(
        Taken(course=course, step=step, source=source, target=target, words=TEXT, by_user=rikke)
        for course in courses
        for step, source, target in STEPS
    )


def pages_of(rikke: User) -> dict[str, Callable[[], int]]:
    browser = Client(headers={"host": "localhost"})
    browser.force_login(rikke)
    queue, newest = reverse("programme:queue"), Course.objects.exclude(state=WITHDRAWN).latest("pk")
    addresses = {
        "tom side": reverse("workspace:help"),
        "styrelsens kø": queue,
        "styrelsens kø, i dialog": f"{queue}?status=initial_dialogue",
        "styrelsens kø, side 2": f"{queue}?side=2",
        "styrelsens overblik": reverse("programme:overview"),
        "ét forløb": reverse("programme:course", args=[newest.pk]),
        "Mit overblik": reverse("workspace:today"),
    }
    return {name: lambda at=at: browser.get(at).status_code for name, at in addresses.items()}


def report(few: dict[str, float], many: dict[str, float]) -> None:
    print(f"{FEW} og {Course.objects.count()} forløb, {Participant.objects.count()} deltagere")
    for name, median in many.items():
        to_empty, to_few = median / many["tom side"], median / few[name]
        print(f"{name:<26} {median:7.1f} ms   {to_empty:4.1f} x tom side   {to_few:4.1f} x få")


if __name__ == "__main__":
    main()
