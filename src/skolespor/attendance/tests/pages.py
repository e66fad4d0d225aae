"""Reading pages about attendance in tests."""

from datetime import date, timedelta

from django.urls import reverse

WEDNESDAY = date(2026, 3, 11)
"""A school day of the assumed calendar, with school days before it."""
LISTED, FILE = "attendance:without_school", "attendance:without_school_csv"


def address(page, child, *rest):
    return reverse(f"attendance:{page}", args=[child.pk, *rest])


def stops(child, until=WEDNESDAY - timedelta(days=6)):
    """The last day in school is the Thursday of the week before."""
    child.enrolments.update(until=until)
