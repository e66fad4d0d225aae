"""Whom to call before the glass is broken, and when nobody is found."""

from collections.abc import Iterable

from django.utils.translation import gettext as _

from skolespor.accounts.models import Organisation
from skolespor.children.presenters.people import Number


def numbers_of(municipalities: Iterable[Organisation]) -> list[Number]:
    """The number for the evening first: that is when the glass is broken."""
    return [number for municipality in municipalities for number in _numbers(municipality)]


def _numbers(municipality: Organisation) -> list[Number]:
    known = [
        (_("{place}, aften og nat"), municipality.duty_phone),
        (_("{place}, om dagen"), municipality.phone),
    ]
    numbers = [Number(who.format(place=municipality), phone) for who, phone in known if phone]
    missing = _(
        "Nummeret til {place} mangler. Ring 112, hvis det haster, og sig det til jeres administrator."
    )
    return numbers or [Number(str(municipality), note=missing.format(place=municipality))]
