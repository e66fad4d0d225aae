"""A child that another municipality tells of, in words. Never the CPR number."""

from dataclasses import dataclass

from django.utils import timezone
from django.utils.translation import gettext as _

from skolespor.core.content import label
from skolespor.core.forms import day_words
from skolespor.imports.spells.models import Hosted
from skolespor.imports.spells.rows import last_day
from skolespor.imports.spells.rules import birth_date


@dataclass(frozen=True)
class HostedCard:
    """`name` is empty words when the file had none; `lines` say what the sender tells."""

    pk: int
    name: str
    lines: tuple[str, ...]


def card(hosted: Hosted) -> HostedCard:
    born = birth_date(hosted.cpr, before=hosted.since)
    until, facts = last_day(hosted.facts), hosted.facts
    since = _("Fra {since}").format(since=day_words(hosted.since))
    period = _("{since} til {until}").format(
        since=day_words(hosted.since), until=day_words(until) if until else ""
    )
    told = timezone.localtime(hosted.told_at).date()
    lines = [
        _("Født {day}").format(day=day_words(born)),
        label("placement_types", facts["type"]),
        facts["place_name"],
        period if until else since,
        _("Meldt af {sender} {day}").format(sender=hosted.sender, day=day_words(told)),
    ]
    name = f"{hosted.first_name} {hosted.last_name}".strip() or _("Barn uden navn i filen")
    return HostedCard(hosted.pk, name, tuple(line for line in lines if line))
