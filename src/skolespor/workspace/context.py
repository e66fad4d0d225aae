"""What the frame of every page shows to the person who is signed in."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from django.http import HttpRequest
from django.urls import reverse
from django.utils.functional import SimpleLazyObject
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from skolespor.accounts.access import permissions_of, standing_of
from skolespor.accounts.models import User
from skolespor.accounts.permissions import Permission as P
from skolespor.children.queries.lists import own_child
from skolespor.notices.queries import unread_count
from skolespor.workspace.presenters.new_year import new_year_line

SEES_PREPAREDNESS = frozenset({P.PREPAREDNESS_REVIEW, P.PREPAREDNESS_SEE})
SEES_CHILDREN = frozenset({P.CHILD_VIEW, P.FACTS_OF_PLACE})
OPEN = (
    ("public:accessibility", gettext_lazy("Tilgængelighedserklæring")),
    ("public:privacy", gettext_lazy("Privatliv")),
)
"""In the footer of every page."""
OUTSIDE = (
    ("workspace:today", gettext_lazy("Log ind")),
    ("public:offer", gettext_lazy("Rådgivning til kommuner")),
)
"""Before them for those who are not signed in."""
HAS_DEADLINES = {P.DEADLINE_VIEW, P.FACTS_OF_PLACE, P.FACTS_OF_MUNICIPALITY}


@dataclass(frozen=True)
class Item:
    """One entry of the menu."""

    label: str
    url: str
    current: bool


@dataclass(frozen=True)
class Banner:
    kind: str
    text: str


def navigation(request: HttpRequest) -> dict[str, Any]:
    """Menu, banners and unread notices; for those who are not signed in, what everybody may read."""
    user = getattr(request, "user", None)
    if user is None or not user.is_authenticated:
        return {"footer_links": _items([*OUTSIDE, *OPEN])}
    entries = _entries(user)
    here = _nearest(request.path, [address for _label, address in entries])
    return {
        "navigation": [Item(label, address, address == here) for label, address in entries],
        "banners": _banners(user),
        "unread_notices": unread_count(user),
        "footer_links": _footer(user),
        "new_year_steps": SimpleLazyObject(lambda: new_year_line(user, request.path)),
    }


def _entries(user: User) -> list[tuple[str, str]]:
    """A child has its own pages, and that is all; everybody else has a menu."""
    if own_child(reader=user):
        return [(_("Min side"), reverse("workspace:own"))]
    has_job = bool(standing_of(user).jobs)
    pages = menu(permissions_of(user), has_job=has_job)
    return [(label, reverse(page)) for page, label in pages]


def _footer(user: User) -> list[Item]:
    """Help, what one needs a few times a year; and for everybody who works in a municipality, when there
    is school."""
    pages = [("workspace:help", _("Hjælp"))]
    if P.DEPUTY_NAME in permissions_of(user):
        pages.append(("workspace:deputies", _("Stedfortrædere")))
    places = [job.organisation for job in standing_of(user).jobs]
    if any(place.home_municipality.kind == "municipality" for place in places):
        pages.append(("calendar:index", _("Ferieplan")))
    if permissions_of(user) & SEES_PREPAREDNESS:
        pages.append(("direction:index", _("Beredskab")))
    if P.WORK_SEE in permissions_of(user):
        pages.append(("workspace:work", _("Vores arbejde")))
    if any(place.kind == "school" for place in places):
        pages.append(("direction:here", _("Skolens beredskabsplan")))
    return _items([*pages, *OPEN])


def _items(pages: Iterable[tuple[str, Any]]) -> list[Item]:
    return [Item(str(label), reverse(page), current=False) for page, label in pages]


def menu(permissions: frozenset[P], *, has_job: bool) -> list[tuple[str, str]]:
    """The pages of a person's menu, at most seven, by what their jobs allow. Who has a job that
    never sees a child has no list of children."""
    entries: list[tuple[str, str, set[P]]] = [
        ("workspace:today", _("Mit overblik"), set()),
        ("workspace:children", _("Børn, jeg følger"), set()),
        ("deadlines:index", _("Frister"), HAS_DEADLINES),
        ("children:naming", _("Sæt navn på voksne"), {P.STAFF_NAME}),
        ("workspace:new_year", _("Nyt skoleår"), {P.GRADE_RENEW}),
        ("children:caseloads", _("Giv børn videre"), {P.CASELOAD_HAND_OVER}),
        ("workspace:facts", _("Alle vores børn"), {P.FACTS_OF_PLACE, P.FACTS_OF_MUNICIPALITY}),
        ("children:create_search", _("Opret et barn"), {P.CHILD_CREATE}),
        ("children:glass_search", _("Nødadgang"), {P.BREAK_GLASS}),
        ("children:glass_list", _("Brug af nødadgang"), {P.LOG_CONTROL}),
        ("accounts:people", _("Brugere"), {P.PEOPLE_MANAGE}),
        ("accounts:organisations", _("Organisationer"), {P.PEOPLE_MANAGE}),
        ("accounts:rules", _("Lokale regler"), {P.SETTINGS_MANAGE}),
        ("calendar:index", _("Ferieplan"), {P.CALENDAR_MANAGE}),
        ("imports:index", _("Filer ind"), {P.FILES_TAKE_IN}),
        ("workspace:work", _("Vores arbejde"), {P.WORK_LEAD}),
        ("programme:index", _("Rådgivningsforløb"), {P.COURSE_ADVISE}),
        ("public:index", _("Åbne sider"), {P.TEXTS_WRITE}),
    ]
    shown = [(page, label) for page, label, need in entries if not need or need & permissions]
    without_children = has_job and not permissions & SEES_CHILDREN
    return [e for e in shown if not (without_children and e[0] == "workspace:children")]


def _nearest(path: str, addresses: list[str]) -> str:
    """The page itself, or the nearest one that it lies under; under the start page lies nothing."""
    start = reverse("workspace:today")
    above = [a for a in addresses if path == a or (a != start and path.startswith(a))]
    return max(above, key=len, default="")


def _banners(user: User) -> list[Banner]:
    """A deputy is told so on every page."""
    return [
        Banner(
            "info",
            _("Du er stedfortræder for {person} til og med {date}.").format(
                person=deputy.job.user, date=deputy.until.strftime("%d-%m-%Y")
            ),
        )
        for deputy in standing_of(user).deputies
    ]
