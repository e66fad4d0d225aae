"""Lists as a page or a file shows them."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import timedelta
from typing import Any

from django.core.paginator import Page
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from skolespor.accounts.access import permissions_of
from skolespor.accounts.models import User
from skolespor.accounts.permissions import LEADS
from skolespor.accounts.permissions import Permission as P
from skolespor.children.queries.lists import Row
from skolespor.core.downloads import HIDDEN
from skolespor.workspace.forms.children import ChildrenFilter

CSV_HEAD = (
    _("Fornavn"),
    _("Efternavn"),
    _("Skole"),
    _("Klasse"),
    _("Bor"),
    _("Handlekommune"),
    _("Min opgave"),
)


def children_list(form: ChildrenFilter, page: Page[Any], rows: list[Row]) -> dict[str, Any]:
    """`is_filtered` decides which sentence an empty list gets."""
    narrowing = set(form.data) - {"order"}
    is_filtered = any(form.data[name] for name in narrowing)
    return {"form": form, "page": page, "is_filtered": is_filtered, **table(rows)}


def table(rows: list[Row]) -> dict[str, Any]:
    """Rows, without a column that would be empty because it is not for this reader."""
    return {"rows": rows, "shows_acting": any(row.acting for row in rows)}


def csv_rows(rows: Iterable[Row]) -> Iterator[tuple[object, ...]]:
    for row in rows:
        yield (
            row.child.first_name,
            row.child.last_name,
            shown(row.school),
            shown(row.grade),
            shown(row.lives),
            shown(row.acting),
            ", ".join(row.roles),
        )


def shown(value: str | None) -> object:
    """A file says when something was left out; an empty cell means that nothing is known."""
    return HIDDEN if value is None else value


@dataclass(frozen=True)
class NoChildren:
    """An honest sentence for who follows no child, and where they see a line about each instead."""

    text: str
    url: str = ""


def no_children(user: User) -> NoChildren:
    """Because one leads and has no seat, because nobody let one in yet, or because one's job never
    does."""
    jobs = permissions_of(user)
    if jobs & LEADS:
        text = gettext("Du har ikke selv en plads ved et barn. En linje om hvert barn ser du her:")
        return NoChildren(text, reverse("workspace:facts"))
    if P.CHILD_VIEW in jobs:
        return NoChildren(
            gettext(
                "Du følger ikke nogen børn endnu. Din leder eller koordinatoren giver dig adgang."
            )
        )
    return NoChildren(gettext("Din rolle ser ingen børns sider."))


def in_a_year() -> str:
    """The last day of security.txt, as RFC 9116 wants it: less than a year ahead."""
    return (timezone.now() + timedelta(days=360)).strftime("%Y-%m-%dT00:00:00Z")
