"""Who sees a course, and who writes in it: those who take part, who leads the municipality's work, and the
agency. Nobody by a role alone before the application is sent."""

from dataclasses import dataclass

from django.db.models import Exists, OuterRef, Q, QuerySet
from django.utils import timezone

from skolespor.accounts.access import has_somewhere, municipalities_where
from skolespor.accounts.models import JobSeat, User
from skolespor.accounts.permissions import Permission
from skolespor.accounts.roles import Role
from skolespor.core.periods import active_on
from skolespor.programme.models import Course, Participant
from skolespor.programme.states import (
    AGREEMENT,
    OVER,
    PAUSED,
    RUNNING,
    WITHDRAWN,
    WRITTEN_IN,
    Side,
)

IS_SENT = Q(received_on__isnull=False)


@dataclass(frozen=True)
class Who:
    """Somebody who asks: signed in, or let in by a link (`seats`: numbers of participants that this
    browser holds), or both."""

    user: User | None = None
    seats: tuple[int, ...] = ()

    @property
    def is_nobody(self) -> bool:
        return self.user is None and not self.seats


def courses_where(who: Who) -> QuerySet[Course]:
    """The courses that somebody sees. The list and the yes/no come from this one rule. A draft that was
    thrown away is nobody's."""
    seen = Course.objects.filter(_own(who) | _led(who) | _seen_by_role(who))
    return seen.exclude(state=WITHDRAWN, received_on=None)


def writable_where(who: Who) -> QuerySet[Course]:
    """The courses in which somebody acts for the municipality."""
    return Course.objects.filter(_own(who, may_write=True) | _led(who))


def led_where(who: Who) -> QuerySet[Course]:
    """Where somebody invites, sends and withdraws: the *tovholder*, or who leads the municipality's work."""
    return Course.objects.filter(_own(who, is_lead=True) | _led(who))


def advised_where(who: Who) -> QuerySet[Course]:
    """Every course that has been sent, for the agency; but nobody is on both sides: not one in which the
    adviser takes part, or of a municipality whose work is theirs too."""
    if not is_adviser(who):
        return Course.objects.none()
    return Course.objects.filter(IS_SENT).exclude(_own(who) | _of_own_municipality(who))


def advises(who: Who, course: Course) -> bool:
    return advised_where(who).filter(pk=course.pk).exists()


def is_adviser(who: Who) -> bool:
    return who.user is not None and has_somewhere(who.user, Permission.COURSE_ADVISE)


def may_write(who: Who, course: Course) -> bool:
    """The application, while it can be changed."""
    is_open = course.state in WRITTEN_IN
    return is_open and writable_where(who).filter(pk=course.pk).exists()


def may_lead(who: Who, course: Course) -> bool:
    return led_where(who).filter(pk=course.pk).exists()


def may_let_in(who: Who, seat: Participant) -> bool:
    """Who leads; and the agency when the *tovholder* has not come in, for then nobody may be there who
    leads, and the link may have run out or gone to a wrong address."""
    is_stuck = seat.is_lead and seat.joined_at is None and seat.left_at is None
    return may_lead(who, seat.course) or (is_stuck and advises(who, seat.course))


def side_of(who: Who, course: Course) -> Side | None:
    """On whose behalf somebody may take a step; none for those who only read."""
    if advises(who, course):
        return Side.AGENCY
    return Side.MUNICIPALITY if may_lead(who, course) else None


def works_on(who: Who, course: Course) -> Side | None:
    """On whose behalf somebody writes in the agreement and about the days: while the agreement is made,
    and as long as the course runs."""
    if course.state not in (AGREEMENT, *RUNNING):
        return None
    if advises(who, course):
        return Side.AGENCY
    return Side.MUNICIPALITY if writable_where(who).filter(pk=course.pk).exists() else None


def sees_work(who: Who, course: Course) -> bool:
    """Whether somebody can open the municipality's self-review and tracks: those take an account there."""
    if who.user is None:
        return False
    seen = municipalities_where(who.user, Permission.WORK_SEE)
    return seen.filter(code=course.municipality).exists()


def acts_in(who: Who, course: Course) -> bool:
    """For the municipality, or for the agency once the application is sent."""
    ours = writable_where(who).filter(pk=course.pk)
    return ours.exists() or advised_where(who).filter(pk=course.pk).exists()


def may_add_files(who: Who, course: Course) -> bool:
    """Both sides, until the course is over; not in a pause (`may_attach` in the content)."""
    return course.state not in (*OVER, PAUSED) and acts_in(who, course)


def seat_in(who: Who, course: Course) -> Participant | None:
    """The seat that somebody has in the course, by account or by link."""
    return seats_of(who).filter(course=course).order_by("pk").first()


def seats_of(who: Who) -> QuerySet[Participant]:
    """Seats that hold today: come in, and not left. An account counts only while it is open."""
    mine = Q(pk__in=who.seats)
    if who.user is not None and who.user.is_active:
        mine |= Q(user=who.user)
    return Participant.objects.filter(mine, left_at=None, joined_at__isnull=False)


def codes_led(user: User) -> list[str]:
    """The municipalities whose work the user leads, by their codes."""
    places = municipalities_where(user, Permission.WORK_LEAD)
    return list(places.order_by("name").values_list("code", flat=True))


def _own(who: Who, **seat: bool) -> Q:
    return Q(pk__in=seats_of(who).filter(**seat).values("course"))


def _led(who: Who) -> Q:
    """Those of the municipality: what has been sent, and drafts that one of its staff writes in. Anybody
    can begin a draft in its name on the open page, and would read what its leaders write there."""
    if who.user is None:
        return Q(pk__in=[])
    led = municipalities_where(who.user, Permission.WORK_LEAD)
    ours = IS_SENT | Q(pk__in=_seats_of_staff().values("course"))
    return Q(municipality__in=led.values("code")) & ours


def _seats_of_staff() -> QuerySet[Participant]:
    """Seats of people who work today in the course's municipality or in one of its houses: come in with
    their account, and not left. Foster parents and families are not staff."""
    code = OuterRef("course__municipality")
    at_home = Q(organisation__kind="municipality", organisation__code=code)
    jobs = JobSeat.objects.filter(
        active_on(timezone.localdate()),
        at_home | Q(organisation__municipality__code=code),
        role__in=[role.value for role in Role if not role.is_lay],
        user=OuterRef("user"),
        user__is_active=True,
    )
    return Participant.objects.filter(Exists(jobs), left_at=None, joined_at__isnull=False)


def _seen_by_role(who: Who) -> Q:
    if who.user is None:
        return Q(pk__in=[])
    return IS_SENT if is_adviser(who) else _of_own_municipality(who) & IS_SENT


def _of_own_municipality(who: Who) -> Q:
    if who.user is None:
        return Q(pk__in=[])
    seen = municipalities_where(who.user, Permission.WORK_SEE)
    return Q(municipality__in=seen.values("code"))
