"""Reading pages about a child in tests."""

from django.urls import reverse


def name_of(page):
    """A page that shows several rooms lives under the roof."""
    return f"{'workspace' if page in ('child', 'timeline') else 'children'}:{page}"


def address(page, child, *rest):
    """Where a page about the child is: `address("end_seat", maja, 7)`."""
    return reverse(name_of(page), args=[child.pk, *rest])


def words(response):
    """The page with single spaces, so that a sentence is found however it is broken."""
    return " ".join(response.content.decode().split())


def typed(day):
    """A date as one writes it."""
    return day.strftime("%d-%m-%Y")
