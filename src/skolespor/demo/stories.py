"""The situations that make the town worth a visit: a deputy, a break-glass, a possible double."""

from datetime import timedelta
from decimal import Decimal

from django.db.models import Q
from django.utils import timezone

from skolespor.accounts import actions as people
from skolespor.accounts.models import Organisation, User
from skolespor.attendance.actions.gaps import add_step, explain_gap
from skolespor.attendance.actions.not_attending import say_not_attending
from skolespor.attendance.actions.reduced import Said, agree
from skolespor.attendance.models import Gap
from skolespor.children.actions import break_glass, facts, seats
from skolespor.children.actions.creation import School, create_child
from skolespor.children.models import Child, Naming
from skolespor.demo.town import Town
from skolespor.notices.models import Notice
from skolespor.promises.models import Statement
from skolespor.workspace.night import night

OF_THE_CHILD = {
    "child": ("Malik A.", "Sofie B.", "Freja C.", "Emil D."),
    "lay_advocate": ("Rasmus T.",),
    "support_person": ("Vibeke G.",),
    "friendship_family": ("Familien Ravn",),
    "parent_without_custody": ("Kims far",),
}
GIVEN_AT_SOFIE = (
    "Karen L.",
    "Anders K.",
    "Ulla J.",
    "Ali R.",
    "Signe P.",
    "Gitte H.",
    "Maren V.",
)
"""People who have been given a seat at Sofie by her case worker."""


def tell(town: Town, children: list[Child]) -> None:
    by_name = {str(child): child for child in children}
    sofie, kalle = by_name["Sofie B."], by_name["Kalle F."]
    _family(town, by_name)
    _given_seats(town, sofie, children)
    _protected(town, kalle)
    _deputy(town)
    _break_glass(town, by_name["Amina A."])
    _away(town, by_name["Amina A."])
    _reduced(town, next(child for child in children if str(child) == "Malik A."))
    _possible_double(town, by_name["Emil D."])


STILL_NEW = (
    "children.glass_was_broken",
    "children.possible_double",
    "children.staff_wanted",
    "children.owners_wanted",
    "attendance.gap_without_owner",
    "promises.waits_for_you",
    "promises.child_asks_you",
    "promises.due",
)
"""What still waits to be read; the rest was read when it happened."""


def read_notices() -> None:
    """A leader who has named somebody for a child knows of it, and who has answered a child knew that it
    asked."""
    done = {f"staff-wanted-{seat}" for seat in Naming.objects.values_list("seat", flat=True)}
    answered = Statement.objects.exclude(told_on=None).values_list("pk", "owner")
    done |= {f"statement-{pk}-{owner}" for pk, owner in answered}
    read = Notice.objects.filter(~Q(kind__in=STILL_NEW) | Q(key__in=done))
    read.update(read_at=timezone.now())


def _family(town: Town, by_name: dict[str, Child]) -> None:
    """Children, and people the child has with it, sign in with a seat of their own."""
    today = timezone.localdate()
    worker = town.people["Peter M."]
    for name in OF_THE_CHILD["child"]:
        child = by_name[name]
        child.user = User.objects.create_user(None, None, name=name)
        child.save(update_fields=["user"])
        seats.open_for_person(child=child, user=child.user, role="child", since=today, by=worker)
    for role in ("lay_advocate", "support_person", "friendship_family", "parent_without_custody"):
        for name in OF_THE_CHILD[role]:
            user = User.objects.create_user(None, None, name=name)
            town.people[name] = user
            seats.open_for_person(
                child=by_name["Sofie B."], user=user, role=role, since=today, by=worker
            )


def _given_seats(town: Town, sofie: Child, children: list[Child]) -> None:
    worker = town.people["Peter M."]
    for name in GIVEN_AT_SOFIE:
        seats.give_seat(child=sofie, job=town.jobs[name], by=worker)
    for child in children:
        if child.acting_municipality.code == "9001" and str(child) in ("Malik A.", "Amina A."):
            seats.give_seat(child=child, job=town.jobs["Karen L."], by=worker)
    emil = next(child for child in children if str(child) == "Emil D.")
    seats.give_seat(child=emil, job=town.jobs["Hanne T."], by=town.people["Mia N."])
    facts.save_note(
        child=sofie,
        field="practical_permissions",
        text="Må gerne gå hjem alene. Må være med på billeder i klassen.",
        seen=0,
        by=worker,
    )


def _protected(town: Town, kalle: Child) -> None:
    """The team and the family know where Kalle is; his school knows; his father does not."""
    worker = town.people["Peter M."]
    know = [town.places[n] for n in ("Familieteamet", "Plejefamilien Krogh", "Havneskolen")]
    facts.protect(child=kalle, users=[worker], organisations=know, by=worker)


def _deputy(town: Town) -> None:
    today = timezone.localdate()
    people.name_deputy(
        job=town.jobs["Peter M."],
        deputy=town.people["Yrsa D."],
        since=today,
        until=today + timedelta(days=14),
        by=town.people["Birgit S."],
    )


def _break_glass(town: Town, amina: Child) -> None:
    """A Friday night in Solvang: a colleague on duty opens a child that is not his."""
    break_glass.break_glass(
        child=amina,
        reason="Plejefar ringede til vagten. Barnet er ikke kommet hjem, og rådgiveren kan ikke nås.",
        by=town.people["Flemming A."],
    )


def _away(town: Town, amina: Child) -> None:
    """She is enrolled, and has not been at school for more than a week."""
    since = timezone.localdate() - timedelta(days=9)
    say_not_attending(child=amina, since=since, by=town.people["Peter M."])


def _reduced(town: Town, malik: Child) -> None:
    """He has fewer hours for a while; Karen has written the agreement."""
    today = timezone.localdate()
    agree(
        child=malik,
        since=today - timedelta(days=14),
        until=today + timedelta(days=70),
        hours_before=Decimal(28),
        hours_now=Decimal(20),
        said=Said(
            reason="Malik bliver træt efter middag og kan ikke være i timerne.",
            return_plan="En time mere hver anden uge, når Malik siger til. Hans lærer ringer hjem om fredagen.",
            child_words="Jeg vil gerne have idræt. De sidste timer larmer.",
        ),
        by=town.people["Karen L."],
    )


def spend_the_night(town: Town) -> None:
    """Gaps open; Karen has begun to solve Amina's. On a day in the holidays there is none."""
    today, karen = timezone.localdate(), town.people["Karen L."]
    night(today)
    gap = Gap.objects.filter(child__first_name="Amina", owner=karen, is_open=True).first()
    if gap is None:
        return
    explain_gap(
        child=gap.child,
        owner=karen,
        reason="child_not_ready",
        plan="Amina får undervisning hjemme to formiddage om ugen. Hendes lærer kommer mandag og torsdag.",
        seen=gap.version,
        by=karen,
    )
    step = "Jeg har talt med Amina og plejemor. Vi mødes med skolen på torsdag."
    add_step(child=gap.child, text=step, by=karen)


def _possible_double(town: Town, emil: Child) -> None:
    """A host school does not know that the child has been created already."""
    school: Organisation = town.places["Åskolen"]
    head = next(j.user for j in town.jobs.values() if (j.organisation, j.role) == (school, "head_teacher"))  # fmt: skip
    create_child(
        first_name=emil.first_name,
        last_name=emil.last_name,
        birth_year=emil.birth_year,
        acting_municipality=emil.acting_municipality,
        school=School(school, 6, "6.A"),
        by=head,
    )
