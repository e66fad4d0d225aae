"""Follow-up and evaluation as pages ask for them."""

from collections.abc import Collection, Iterable, Mapping, Sequence
from datetime import date

from skolespor.core.content import kept, read_yaml
from skolespor.core.fields import blind_index
from skolespor.programme import access
from skolespor.programme.access import Who
from skolespor.programme.models import Course, Evaluation, FollowUp, Participant, Sheet
from skolespor.programme.queries.courses import here
from skolespor.programme.states import FOLLOW_UP


def follow_ups(course: Course) -> list[FollowUp]:
    rows = course.follow_ups.select_related("by_participant", "by_user")
    return list(rows.order_by("due", "pk"))


def waiting(course: Course) -> list[FollowUp]:
    """Those that are neither held nor skipped."""
    rows = course.follow_ups.filter(held_on=None, skipped_on=None)
    return list(rows.order_by("due", "pk"))


def follow_up(course: Course, pk: int) -> FollowUp | None:
    return course.follow_ups.filter(pk=pk).select_related("course").first()


def due(courses: Iterable[Course], *, today: date) -> list[FollowUp]:
    """In several courses: it is time, and nobody has written anything. One query."""
    there = [one.pk for one in courses if one.state == FOLLOW_UP]
    rows = FollowUp.objects.filter(course__in=there, held_on=None, skipped_on=None)
    return list(rows.filter(due__lte=today).order_by("due", "pk"))


def over(courses: Iterable[Course], *, today: date) -> list[Evaluation]:
    """In several courses: nobody is to answer any more, and nobody has closed it. One query."""
    rows = Evaluation.objects.filter(course__in=[one.pk for one in courses], closed_on=None)
    return list(rows.filter(answer_by__lt=today).order_by("answer_by", "pk"))


def evaluations(course: Course) -> list[Evaluation]:
    return list(course.evaluations.order_by("opened_on", "pk"))


def evaluation(course: Course, pk: int) -> Evaluation | None:
    return course.evaluations.filter(pk=pk).select_related("course").first()


def rounds_held(course: Course) -> Collection[str]:
    """The evaluations that have been opened, also those that are closed."""
    return set(course.evaluations.values_list("round", flat=True))


def open_evaluation(course: Course) -> Evaluation | None:
    return course.evaluations.filter(closed_on=None).first()


def key_of(one: Evaluation, seat: Participant) -> str:
    """Without the house's key nobody can tell whose sheet it is."""
    return blind_index("programme.sheet", f"{one.pk}-{seat.pk}")


def has_answered(one: Evaluation, seat: Participant) -> bool:
    return Sheet.objects.filter(pk=key_of(one, seat)).exists()


def asked(course: Course) -> Sequence[Participant]:
    """Those who take part and have come in: the ones who can say how it was."""
    return list(here(course).filter(joined_at__isnull=False).select_related("user"))


def to_evaluate(who: Who) -> list[Evaluation]:
    """Open evaluations that somebody has a seat for and has not answered. Three queries."""
    seats = {seat.course_id: seat for seat in access.seats_of(who).order_by("-pk")}
    rows = Evaluation.objects.filter(course__in=seats, closed_on=None)
    found = {key_of(one, seats[one.course_id]): one for one in rows.select_related("course")}
    done = set(Sheet.objects.filter(pk__in=found).values_list("pk", flat=True))
    return [one for key, one in found.items() if key not in done]


@kept
def questions() -> Sequence[Mapping[str, str]]:
    """The questions of the evaluation in their order (`evaluation_form`)."""
    found: Sequence[Mapping[str, str]] = read_yaml("advisory_course.yaml")["evaluation_form"][
        "questions"
    ]
    return found


def kinds() -> Mapping[str, str]:
    """What kind each question of the evaluation is, by its id."""
    return {one["id"]: one["kind"] for one in questions()}
