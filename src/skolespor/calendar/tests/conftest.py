"""What the tests of calendars share: a school year, people who may write, and days that are sent."""

import pytest
from django.utils import timezone

from skolespor.accounts.roles import Role
from skolespor.calendar import actions
from skolespor.calendar.rules.years import SchoolYear


@pytest.fixture
def this_year():
    return SchoolYear.of(timezone.localdate())


@pytest.fixture
def clerk_ole(person, house, solvang):
    """Works in Solvang's school administration."""
    unit = house("school_administration_unit", "Skoleforvaltningen", solvang)
    return person("Ole Vang", Role.SCHOOL_ADMINISTRATION, unit)


@pytest.fixture
def sends(admin_inge):
    """A municipality sends days for a place: `sends(solvang, engskolen, year, days)`."""

    def send(sender, place, year, days, **more):
        return actions.replace_school_days(
            organisation=place, school_year=year, days=days, sender=sender, by=admin_inge, **more
        )

    return send


@pytest.fixture
def closes(solvang, admin_inge):
    """Inge writes a holiday in Solvang's plan: `closes("Efterårsferie", since, until)`."""

    def write(name, since, until, by=admin_inge, place=solvang, **more):
        return actions.save_holiday(
            municipality=place, name=name, since=since, until=until, by=by, **more
        )

    return write
