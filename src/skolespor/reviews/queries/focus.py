"""What a municipality has chosen to work on. For the rooms above as well."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from django.db.models import Count

from skolespor.accounts.models import Organisation, User
from skolespor.reviews import access
from skolespor.reviews.models import Focus
from skolespor.reviews.rules.spread import FOCUS_MIN


def open_focus(municipality: Organisation) -> list[Focus]:
    """At most three, in their places."""
    found = Focus.objects.filter(municipality=municipality, ended_on=None)
    return list(found.select_related("chosen_by", "round").order_by("place"))


def ended_focus(municipality: Organisation) -> list[Focus]:
    """The newest first."""
    found = Focus.objects.filter(municipality=municipality, ended_on__isnull=False)
    return list(found.select_related("chosen_by").order_by("-ended_on", "-pk"))


def focus_of(pk: int, *, reader: User) -> Focus | None:
    return access.focus_seen(reader).filter(pk=pk).select_related("municipality").first()


@dataclass(frozen=True)
class Choice:
    """Whether two or three are chosen, or one with a reason (`v_focus_count`)."""

    focus: Sequence[Focus]

    @property
    def has_reason(self) -> bool:
        return any(one.alone for one in self.focus)

    @property
    def is_complete(self) -> bool:
        return len(self.focus) >= FOCUS_MIN or bool(self.focus and self.has_reason)


def choice_of(municipality: Organisation) -> Choice:
    return Choice(open_focus(municipality))


def focus_counts() -> Mapping[str, int]:
    """How many focus areas each municipality has chosen, by its code. One query."""
    rows = Focus.objects.filter(ended_on=None).values_list("municipality__code")
    return dict(rows.annotate(count=Count("pk")))
