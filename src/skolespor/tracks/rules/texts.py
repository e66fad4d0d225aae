"""What is asked of short texts on a track. Pure."""

from datetime import date

from django.utils.translation import gettext as _

from skolespor.core.errors import RuleBroken


def check_link(link: str) -> None:
    """Only an ordinary address of a page: what is written here becomes a link."""
    if link and (not link.startswith("https://") or any(one.isspace() for one in link)):
        raise RuleBroken("track.link", _("Et link begynder med https://."), "procedure_link")


def check_not_past(day: date | None, *, today: date, field: str) -> None:
    if day is not None and day < today:
        raise RuleBroken("track.past", _("Vælg en dag, der ikke er gået."), field)


def check_not_to_come(day: date | None, *, today: date, field: str) -> None:
    if day is not None and day > today:
        raise RuleBroken("track.to_come", _("Den dag er ikke kommet endnu."), field)


def check_day(on: date | None, *, after: date, today: date) -> None:
    """A step is decided on a day that has come, and not before the one that it follows."""
    check_not_to_come(on, today=today, field="on")
    if on is not None and on < after:
        raise RuleBroken("track.order", _("Det forrige trin blev taget senere end den dag."), "on")
