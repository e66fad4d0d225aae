"""A school or a municipality says that it has gone its preparedness through, and takes that back."""

from collections.abc import Collection
from datetime import date

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.utils import timezone

from skolespor.accounts.models import Organisation, User
from skolespor.audit import log
from skolespor.calendar.rules.years import SchoolYear
from skolespor.direction import access, events
from skolespor.direction.models import Review
from skolespor.direction.rules import reviews as rules


@transaction.atomic
def review(*, place: Organisation, parts: Collection[str], today: date, by: User) -> Review:
    """All parts have been gone through today. It counts for the school year of the day; done twice, the
    first one stands."""
    _must(by, place)
    rules.check_parts(parts)
    year = SchoolYear.of(today).begins
    done, is_new = Review.objects.get_or_create(
        organisation=place,
        school_year=year,
        withdrawn_at=None,
        defaults={"reviewed_on": today, "reviewed_by": by},
    )
    if is_new:
        log.record(events.REVIEWED, by=by, about=place, school_year=str(SchoolYear(year)))
    return done


@transaction.atomic
def withdraw(*, place: Organisation, today: date, by: User) -> None:
    """This school year's review was a mistake. Done twice, nothing more happens."""
    _must(by, place)
    year = SchoolYear.of(today)
    standing = Review.objects.filter(organisation=place, school_year=year.begins, withdrawn_at=None)
    if standing.update(withdrawn_at=timezone.now()):
        log.record(events.REVIEW_WITHDRAWN, by=by, about=place, school_year=str(year))


def _must(by: User, place: Organisation) -> None:
    if not access.may_review(by, place):
        raise PermissionDenied
