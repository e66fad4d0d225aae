"""Looks into a running house as no page would: `python -m tests.journeys.peek QUESTION ...`.

A journey ends in what another person's page or the log book shows; the log book is read here, in a
process of its own with the server's data folder.
"""

import json
import sys
import time
from collections.abc import Iterator
from datetime import timedelta
from itertools import cycle
from typing import Any

import django
from django.utils import timezone

django.setup()

from django.apps import apps
from django.db import models

from skolespor.accounts.models import Deputy, JobSeat, Organisation, User
from skolespor.accounts.permissions import Permission
from skolespor.accounts.queries import cadences
from skolespor.attendance.models import NotAttending, ReducedTimetable
from skolespor.audit.models import Entry
from skolespor.calendar.models import Holiday
from skolespor.calendar.queries import school_days_of
from skolespor.children import access
from skolespor.children.models import BreakGlass, Child, MatchOffer, Naming, NetworkSeat
from skolespor.conversations.models import ChildAnswer, ChildScreen, Conversation
from skolespor.conversations.queries.guide import band_of
from skolespor.conversations.rules import SCREEN_IDLE
from skolespor.conversations.states import Outcome, Way
from skolespor.core.fields import SecretJSONField
from skolespor.deadlines.models import Deadline
from skolespor.imports import states
from skolespor.imports.models import Hosted, Upload
from skolespor.programme.models import (
    Attachment,
    Course,
    Day,
    Evaluation,
    FollowUp,
    Participant,
)
from skolespor.programme.rules.application import half_years_from
from skolespor.promises.models import Statement
from skolespor.promises.rules import ANSWER_RULE, Sharing, What
from tests.journeys import lives, peek_reviews, peek_tracks


def log_of(child: str) -> list[list[Any]]:
    """What the log book says about a child, oldest first: what, by whom, as what."""
    names = dict(User.objects.values_list("pk", "name"))
    entries = Entry.objects.filter(child_id=_child(child).pk).order_by("pk")
    return [[entry.kind, names.get(entry.by_id, ""), entry.role] for entry in entries]


def log_by(person: str) -> list[str]:
    """What the log book says that somebody did, in its codes, oldest first."""
    by = User.objects.get(name=person)
    return list(Entry.objects.filter(by_id=by.pk).order_by("pk").values_list("kind", flat=True))


def offer_talk(child: str, band: str) -> dict[str, Any]:
    """A learning conversation that somebody around the child holds with it, as far as offered."""
    found = _child(child)
    holders = User.objects.order_by("pk")
    adult = next(user for user in holders if access.may(user, Permission.CONVERSATION_HOLD, found))
    talk = Conversation.objects.create(
        child=found, adult=adult, band=band, offered_on=timezone.localdate(), offered_by=adult
    )
    return {"child": found.pk, "talk": talk.pk, "adult": adult.name}


def _talk_under_way(child: Child, adult: str) -> Conversation:
    """One that the adult has begun to write down; the same, however often one asks."""
    by = User.objects.get(name=adult)
    begun = Conversation.objects.filter(child=child, adult=by, begun_at__isnull=False, outcome="")
    return begun.first() or Conversation.objects.create(
        child=child,
        adult=by,
        band=band_of(child, timezone.localdate()),
        offered_on=timezone.localdate(),
        offered_by=by,
        planned_on=timezone.localdate(),
        way=Way.TOGETHER,
        begun_at=timezone.now(),
    )


def _words_to_one_who_is_gone(child: Child) -> Statement:
    """A wish that nobody here has heard any more, now Karen's to ask about."""
    today, karen = timezone.localdate(), User.objects.get(name="Karen L.")
    said, _new = Statement.objects.get_or_create(
        child=child,
        ref="to-one-who-is-gone",
        defaults={
            "what": What.WISH,
            "text": "Jeg vil gerne hjem til frokost om fredagen.",
            "said_on": today,
            "sharing": Sharing.BETWEEN_US,
            "adult": User.objects.get(name="Kims far"),
            "written_by": User.objects.get(name="Kims far"),
            "rule": ANSWER_RULE,
            "asked_on": today,
            "due_on": today + timedelta(days=14),
            "owner": karen,
        },
    )
    return said


def put_down_in(talk: str) -> dict[str, str]:
    """What a child has put down on its screen so far, by what it was asked."""
    return dict(ChildAnswer.objects.filter(conversation=talk).values_list("step", "text"))


def said_in(talk: str) -> list[list[Any]]:
    """What became of it: kind, words, who may know, and whether there is a drawing."""
    said = Statement.objects.filter(ref=f"conversation-{talk}").order_by("pk")
    return [[one.what, one.text, one.sharing, bool(one.drawing)] for one in said]


def leave_alone(talk: str) -> int:
    """As when nobody has touched the child's screen for an hour."""
    long_ago = timezone.now() - SCREEN_IDLE - timedelta(minutes=1)
    return ChildScreen.objects.filter(conversation=talk).update(seen_at=long_ago)


COURSES = ("9001", "9002", "9003", *(f"90{n:02}" for n in range(4, 19)))


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
        "one more of peter's": _one_more_of("Peter M."),
        "malik's birth year": malik.birth_year,
        "amina": _child("Amina A.").pk,
        "amina is away": NotAttending.objects.get(child=_child("Amina A.")).pk,
        "malik's fewer hours": ReducedTimetable.objects.get(child=malik).pk,
        "amina's talk to come": Conversation.objects.get(
            child=_child("Amina A."), outcome="", is_asked_by_child=True
        ).pk,
        "amina's talk by phone": Conversation.objects.get(
            child=_child("Amina A."), way=Way.PHONE
        ).pk,
        "sofie's talk to read": Conversation.objects.filter(
            child=sofie, outcome=Outcome.HELD, child_ok_on=None
        )
        .earliest("pk")
        .pk,
        "sofie's wish": Statement.objects.filter(child=sofie, what=What.WISH, told_on=None)
        .earliest("pk")
        .pk,
        "malik's talk under way": _talk_under_way(malik, "Jens H.").pk,
        "malik's words to one who is gone": _words_to_one_who_is_gone(malik).pk,
        "karens seat at sofie": seats.get(job__user__name="Karen L.").pk,
        "the school's seat at sofie": seats.get(organisation__name="Engskolen").pk,
        "jens at sofie": Naming.objects.get(
            seat__child=sofie, job__user__name="Jens H.", closed_at=None
        ).pk,
        "sofie's home": sofie.placements.get(until=None).pk,
        "sofie's school": sofie.enrolments.get(until=None).pk,
        "sofie's custody": sofie.custodies.get(until=None).pk,
        "peter's job": JobSeat.objects.get(user__name="Peter M.").pk,
        "visit to sofie": _deadline("Sofie B.", "dl_supervision_visits"),
        "a gap's tenth day": _deadline("Amina A.", "dl_gap_day_10"),
        "jens": User.objects.get(name="Jens H.").pk,
        "jens' job": JobSeat.objects.get(user__name="Jens H.").pk,
        "engskolen": Organisation.objects.get(name="Engskolen").pk,
        "solvang": solvang.pk,
        "ellevang": Organisation.objects.get(name="Ellevang Kommune").pk,
        "first holiday": Holiday.objects.filter(municipality=solvang).earliest("since").pk,
        "first local rule": cadences(solvang, day=timezone.localdate())[0].rule,
        "yrsa for peter": Deputy.objects.filter(closed_at=None).earliest("pk").pk,
        "glass at amina": BreakGlass.objects.filter(child=_child("Amina A.")).earliest("pk").pk,
        "double of emil": MatchOffer.objects.filter(known=emil).earliest("pk").pk,
        "child without a worker": without_owner()[0],
        "ellevang's child in solvang": Hosted.objects.filter(
            acting__code="9002", answer=Hosted.Answer.WAITING
        )
        .earliest("pk")
        .pk,
        **{f"course of {code}": Course.objects.get(municipality=code).pk for code in COURSES},
        "somebody in ellevang": Participant.objects.get(
            course__municipality="9002", name="Grethe N."
        ).pk,
        **_days(),
        "a file in ellevang": Attachment.objects.get(course__municipality="9002", day=None).pk,
        "a follow-up in dalvang": FollowUp.objects.filter(course__municipality="9013")
        .earliest("due")
        .pk,
        "an evaluation in dalvang": Evaluation.objects.get(course__municipality="9013").pk,
        "next half-year": half_years_from(timezone.localdate(), 2)[1],
        "file with wrong rows": _read_upload("absence").pk,
        "file with other headings": _read_upload("school-days").pk,
        **peek_tracks.numbers(),
        **peek_reviews.numbers(),
    }


def _deadline(child: str, rule: str) -> int:
    """The first of a rule's items at a child."""
    return Deadline.objects.filter(child=_child(child), rule=rule).earliest("pk").pk


def _one_more_of(worker: str) -> int:
    """A child of the worker's that no other journey is about; it has a home and a school."""
    seats = NetworkSeat.objects.filter(job__user__name=worker, closed_at=None, until=None)
    children = Child.objects.filter(pk__in=seats.values("child"), is_protected=False)
    named = {"Malik", "Amina", "Sofie", "Kalle", "Emil", "Freja"}
    living = children.filter(placements__until=None, enrolments__until=None)
    return living.exclude(first_name__in=named).earliest("pk").pk


def _days() -> dict[str, int]:
    """Days of Ellevang's course: one that is over, one to come, one that is cancelled; and one of an
    agreement that is being made."""
    ellevang = Day.objects.filter(course__municipality="9002").order_by("on")
    today, standing = timezone.localdate(), ellevang.filter(cancelled_at=None)
    return {
        "a day that is over": standing.filter(kind="advisory", on__lt=today)[0].pk,
        "a day to come": standing.filter(kind="advisory", on__gt=today)[0].pk,
        "a day that is cancelled": ellevang.exclude(cancelled_at=None)[0].pk,
        "a day in havevang": Day.objects.filter(course__municipality="9010").earliest("on").pk,
    }


def _read_upload(kind: str) -> Upload:
    """The first file of the kind that the town has sent, when the worker has looked it through."""
    for _look in range(300):
        upload = Upload.objects.filter(kind=kind, sender__code="9001").earliest("pk")
        if upload.state not in states.BUSY:
            return upload
        time.sleep(0.1)
    raise SystemExit(f"nobody has looked the file of {kind} through")


def without_owner() -> list[int]:
    """Children who have no case worker who works today."""
    return list(access.unowned(Child.objects.all()).values_list("pk", flat=True))


def school_days() -> list[str]:
    """The school days of Solvang in a year from today, as ISO dates in order."""
    solvang, today = Organisation.objects.get(name="Solvang Kommune"), timezone.localdate()
    days = school_days_of(solvang, today, today + timedelta(days=366))
    return [day.isoformat() for day in days]


def as_registers_know(child: int) -> list[str]:
    """The CPR number of a child, the number of its school, and its name, as a register writes them."""
    found = Child.objects.get(pk=child)
    school = found.enrolments.filter(until=None, withdrawn_at=None).latest("pk").school
    return [found.cpr, school.code, str(found)]


def a_day_later(*children: str) -> int:
    """What ended today ended yesterday: time has passed for some children. Says for how many
    seats."""
    today = timezone.localdate()
    named = [_child(child) for child in children]
    ending = NetworkSeat.objects.filter(child__in=named, until=today, break_glass=None)
    return ending.update(until=today - timedelta(days=1), since=today - timedelta(days=1))


def write_everywhere(first: str, *texts: str) -> int:
    """Put the texts, one after the other, where people write; says how many times. What does not
    fit in a field goes to the next."""
    supply = cycle(texts[int(first) % len(texts) :] + texts)
    shortest, written = min(len(text) for text in texts), 0
    for model in apps.get_models():
        fields = [field for field in model._meta.concrete_fields if _is_written(model, field)]
        names = [field for field in fields if shortest <= (field.max_length or shortest)]
        for thing in model.objects.all() if names else []:
            for field in names:
                setattr(
                    thing, field.attname, _written(field, getattr(thing, field.attname), supply)
                )
            thing.save(update_fields=[field.attname for field in names])
            written += len(names)
    return written


def _written(field: Any, before: Any, supply: Iterator[str]) -> Any:
    if isinstance(before, list):
        return [next(supply) if isinstance(old, str) else old for old in before]
    if (field.model._meta.label, field.attname) in OF_ANSWERS:
        return _among_answers(before, supply)
    if isinstance(field, SecretJSONField):
        checked = field.attname in OF_FILES
        return {
            name: old if checked and name not in WORDS_OF_FILES else next(supply)
            for name, old in before.items()
        }
    return next(text for text in supply if len(text) <= (field.max_length or len(text)))


def _among_answers(before: Any, supply: Iterator[str], name: str = "") -> Any:
    """Answers keep their shape: only what people have written in them is replaced."""
    if isinstance(before, dict):
        return {key: _among_answers(old, supply, key) for key, old in before.items()}
    if isinstance(before, list):
        return [_among_answers(old, supply, name) for old in before]
    return next(supply) if before and name in WORDS_OF_ANSWERS else before


def _is_written(model: Any, field: Any) -> bool:
    """People's own words: marked for scrubbing or secret, and no code that the house looks up."""
    if not isinstance(field, models.CharField | models.TextField) or field.attname in LOOKED_UP:
        return False
    mark = getattr(model, "privacy", {}).get(field.attname, "keep")
    return mark != "keep" or (model._meta.label, field.attname) in ALSO_WRITTEN


LOOKED_UP = {"cpr", "cpr_index", "email", "password", "fingerprint", "recipient", "key"}
LOOKED_UP |= {"institution", "category", "code", "token", "link", "browser"}
LOOKED_UP |= {"decision", "helped", "theme", "themes", "question", "step", "drawing"}
LOOKED_UP |= {"browser"}
OF_ANSWERS = {
    ("reviews.Round", "results"),
    ("reviews.Sheet", "answers"),
    ("programme.Evaluation", "results"),
    ("programme.Sheet", "answers"),
}
WORDS_OF_ANSWERS = {"text", "texts", "by"}
OF_FILES, WORDS_OF_FILES = {"facts", "written"}, {"place_name", "class_name"}
"""What files have told was checked before it was kept, but for these words."""
ALSO_WRITTEN = {
    ("accounts.Organisation", "name"),
    ("accounts.Organisation", "phone"),
    ("accounts.Organisation", "duty_phone"),
    ("calendar.Holiday", "name"),
    ("public.TextVersion", "title"),
    ("public.TextVersion", "body"),
    ("children.Enrolment", "class_name"),
}


def _child(name: str) -> Child:
    """By its name, or by its number."""
    if name.isdigit():
        return Child.objects.get(pk=name)
    first, _space, last = name.partition(" ")
    same_name = Child.objects.filter(first_name=first, last_name=last, merged_into=None)
    return same_name.earliest("pk")


QUESTIONS = {
    "log_of": log_of,
    "log_by": log_by,
    "numbers": numbers,
    "school_days": school_days,
    "as_registers_know": as_registers_know,
    "without_owner": without_owner,
    "a_day_later": a_day_later,
    "twelve_lives": lives.tell,
    "write_everywhere": write_everywhere,
    "offer_talk": offer_talk,
    "put_down_in": put_down_in,
    "said_in": said_in,
    "leave_alone": leave_alone,
    "link_again": peek_reviews.link_again,
}

if __name__ == "__main__":
    sys.stdout.write(json.dumps(QUESTIONS[sys.argv[1]](*sys.argv[2:])))
