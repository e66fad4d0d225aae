"""The frame of every page about a child: who it is, the people around it, the tabs."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from skolespor.accounts.permissions import Permission
from skolespor.children.queries.page import Header
from skolespor.core.templatetags.danish import genitive

AT_MOST = 7
"""At most seven things in a row."""


@dataclass(frozen=True)
class Tab:
    """One part of the child's page, for the adults; the child has pages of its own."""

    page: str
    label: Any
    permission: Permission = Permission.CHILD_VIEW


TABS: list[Tab] = [
    Tab("workspace:child", gettext_lazy("Overblik")),
    Tab("conversations:child", gettext_lazy("Stemmen"), Permission.CONVERSATION_VIEW),
    Tab("attendance:child", gettext_lazy("Fremmøde"), Permission.ATTENDANCE_VIEW),
    Tab("deadlines:child", gettext_lazy("Frister"), Permission.DEADLINE_VIEW),
    Tab("children:contacts", gettext_lazy("Kontakter")),
    Tab("children:who_sees", gettext_lazy("Hvem kan se det?")),
]
"""Rooms that have a part of the child's page add theirs here, by the name of their page."""


@dataclass(frozen=True)
class Link:
    label: str
    url: str
    current: bool = False


@dataclass(frozen=True)
class Frame:
    """What the frame shows; nothing the reader may not see has come this far."""

    child_id: int
    first_name: str
    title: str
    line: str
    faces: Sequence[str]
    more_faces: int
    tabs: Sequence[Link]
    is_own: bool
    is_masked: bool
    is_break_glass: bool
    worry: Link


def frame(head: Header, *, tab: str) -> Frame:
    child, around = head.child, head.around
    return Frame(
        child_id=child.pk,
        first_name=child.first_name,
        title=title_of(head),
        line=" · ".join(_parts(head)),
        faces=[person.name for person in around[:AT_MOST]],
        more_faces=max(len(around) - AT_MOST, 0),
        tabs=[] if head.is_own else _tabs(head, here=tab),
        is_own=head.is_own,
        is_masked=head.sight.is_masked,
        is_break_glass=head.is_break_glass,
        worry=Link(_worry_label(head), reverse("children:worry", args=[child.pk])),
    )


def title_of(head: Header) -> str:
    if head.is_own:
        return _("Hej {name}").format(name=head.child.first_name)
    return _("{names} skolegang").format(names=genitive(head.child.first_name))


def _parts(head: Header) -> list[str]:
    """Class, school, where the child lives and how old it is: what is known and may be seen."""
    age = _("{years} år").format(years=head.age) if head.age is not None else ""
    return [part for part in (head.grade, head.school, head.lives, age) if part]


def _tabs(head: Header, *, here: str) -> list[Link]:
    return [
        Link(str(one.label), reverse(one.page, args=[head.child.pk]), current=one.page == here)
        for one in TABS
        if one.permission in head.may
    ]


def _worry_label(head: Header) -> str:
    return _("Har du brug for hjælp nu?") if head.is_own else _("Er du bekymret?")
