"""How long pages take, each beside an empty page of the same frame, in one run.

    python -m tests.bench.pages [--children 12000] [--rounds 40]

Builds a database of its own in a temporary folder: so many children in three hundred caseloads,
one of a hundred without school, each with something it has asked for and was promised, then works out
two nights and asks for the pages in turn, as the case worker who follows forty of them and as the
coordinator who answers for all. Prints medians and the ratio to the empty page
(goal: within 3), and what a night costs for each child. Ratios, because milliseconds belong to a
machine.
"""

import argparse
import os
import tempfile
import time
from collections.abc import Callable
from datetime import date, timedelta
from pathlib import Path

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

from skolespor.accounts.models import JobSeat, Organisation, User
from skolespor.children.models import Child, Enrolment, NetworkSeat, Placement
from skolespor.core.prepare import prepare
from skolespor.promises.models import Statement
from skolespor.promises.rules import AGREEMENT_RULE, ANSWER_RULE
from skolespor.workspace.night import night
from tests.bench.timing import measure

SINCE = date(2025, 8, 1)
CASELOAD = 40


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--children", type=int, default=12_000)
    parser.add_argument("--rounds", type=int, default=40)
    wanted = parser.parse_args()
    prepare()
    with transaction.atomic():
        worker = build(wanted.children)
    pages = pages_of(worker) | pages_of_the_coordinator()
    nights = nights_of(wanted.children)
    report(measure(pages, wanted.rounds), wanted.children)
    print(nights)


def build(count: int) -> User:
    """Children with a home, a school, a team and a case worker each; returns the first worker."""
    town = Organisation.objects.create(kind="municipality", code="9001", name="Solvang")
    team, *schools = (
        Organisation.objects.create(kind=kind, code=code, name=f"{kind} {code}", municipality=town)
        for kind, code in [("authority_team", ""), *(("school", f"90{n:04d}") for n in range(30))]
    )
    homes = [
        Organisation.objects.create(kind="foster_family", name=f"Familien {n}", municipality=town)
        for n in range(200)
    ]
    jobs = [job_of(f"Rådgiver {n}", team) for n in range(max(1, count // CASELOAD))]
    children = Child.objects.bulk_create(
        Child(
            first_name=f"Barn{n:05d}",
            last_name="Å.",
            birth_year=2012 + n % 8,
            birth_date=date(2012 + n % 8, 1 + n % 12, 1 + n % 28),
            acting_municipality=town,
        )
        for n in range(count)
    )
    Placement.objects.bulk_create(
        Placement(child=c, type="foster_family_general", organisation=homes[n % 200],
                  municipality=town, since=SINCE)
        for n, c in enumerate(children)
    )  # fmt: skip
    Enrolment.objects.bulk_create(
        Enrolment(child=c, school=schools[n % 30], grade=n % 10, since=SINCE)
        for n, c in enumerate(children)
        if n % 100 != 7
    )
    NetworkSeat.objects.bulk_create(
        NetworkSeat(child=c, since=SINCE, **holder)
        for n, c in enumerate(children)
        for holder in (
            {"job": jobs[n % len(jobs)]},
            {"organisation": team},
            {"organisation": homes[n % 200]},
            {"organisation": schools[n % 30]},
        )
    )
    Statement.objects.bulk_create(
        said(child, jobs[number % len(jobs)].user, told=number % 3 == 0, wish=wish)
        for number, child in enumerate(children)
        for wish in (True, False)
    )
    return jobs[0].user


def said(child: Child, worker: User, *, told: bool, wish: bool) -> Statement:
    """Something asked for or promised three weeks ago; every third has an answer."""
    day = timezone.localdate() - timedelta(days=21)
    step = {"step": "told_child", "told_on": day, "told_by": worker, "told_how": "talked"}
    return Statement(
        child=child,
        what="wish" if wish else "agreement",
        text="Jeg vil gerne sidde tæt på tavlen.",
        sharing="may_share",
        said_on=day,
        adult=worker,
        written_by=worker,
        rule=ANSWER_RULE if wish else AGREEMENT_RULE,
        asked_on=day,
        due_on=day + timedelta(days=14),
        owner=worker,
        **(step if told else {}),
    )


def job_of(name: str, team: Organisation) -> JobSeat:
    user = User.objects.create(email=f"{name.replace(' ', '').lower()}@example.invalid", name=name)
    return JobSeat.objects.create(user=user, organisation=team, role="case_worker", since=SINCE)


def pages_of(worker: User) -> dict[str, Callable[[], int]]:
    Authenticator.objects.create(user=worker, type=Authenticator.Type.TOTP, data={})
    browser = Client(headers={"host": "localhost"})
    browser.force_login(worker)
    child = NetworkSeat.objects.filter(job__user=worker).first()
    assert child is not None
    addresses = {
        "tom side": reverse("workspace:help"),
        "Børn, jeg følger": reverse("workspace:children"),
        "barnets side": reverse("workspace:child", args=[child.child_id]),
        "Mit overblik": reverse("workspace:today"),
        "Frister": reverse("deadlines:index"),
        "barnets frister": reverse("deadlines:child", args=[child.child_id]),
        "Stemmen": reverse("conversations:child", args=[child.child_id]),
        "Svar til børn": reverse("promises:mine"),
    }
    return {name: lambda at=at: browser.get(at).status_code for name, at in addresses.items()}


def pages_of_the_coordinator() -> dict[str, Callable[[], int]]:
    """A coordinator without a seat of her own: facts about every child of the municipality."""
    town = Organisation.objects.get(kind="municipality")
    karen = User.objects.create(email="karen@example.invalid", name="Karen")
    JobSeat.objects.create(user=karen, organisation=town, role="learning_coordinator", since=SINCE)
    Authenticator.objects.create(user=karen, type=Authenticator.Type.TOTP, data={})
    browser = Client(headers={"host": "localhost"})
    browser.force_login(karen)
    addresses = {
        "Mit overblik, alle": reverse("workspace:today"),
        "Uden skole, alle": reverse("attendance:without_school"),
        "Fravær kræver svar, alle": reverse("attendance:signals"),
        "Svar til børn, alle": reverse("promises:mine"),
        "overskredet hos nogen": reverse("deadlines:index") + "?whose=overseen",
    }
    return {name: lambda at=at: browser.get(at).status_code for name, at in addresses.items()}


def report(medians: dict[str, float], count: int) -> None:
    empty = medians["tom side"]
    print(f"{count} børn i databasen, {Path(FOLDER).name}")
    for name, median in medians.items():
        print(f"{name:<26} {median:7.1f} ms   {median / empty:4.1f} x")


def nights_of(count: int) -> str:
    """The first one opens the gaps, works out every deadline and tells people, the second finds
    everything done. Before the pages are asked for, so that they have something to show."""
    lines = []
    for name in ("første nat", "næste nat"):
        began = time.perf_counter()
        night(timezone.localdate())
        taken = 1000 * (time.perf_counter() - began)
        lines.append(f"{name:<26} {taken:7.1f} ms   {taken / count:7.4f} ms pr. barn")
    return "\n".join(lines)


if __name__ == "__main__":
    main()
