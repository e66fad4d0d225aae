"""What waits for a person in the municipality's own work: course, self-review, tracks, direction."""

from collections.abc import Callable, Sequence

from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from skolespor.accounts.access import permissions_of
from skolespor.accounts.models import User
from skolespor.accounts.permissions import Permission as P
from skolespor.direction.queries import document
from skolespor.reviews.queries import waiting as reviews
from skolespor.tracks.queries import waiting as tracks
from skolespor.workspace.queries.waiting import Waiting
from skolespor.workspace.queries.work_in_courses import work_in_courses


def work_for(*, reader: User) -> list[Waiting]:
    """In the order of harm: what others wait for first."""
    may = permissions_of(reader)
    asked = [ask for permission, ask in ASKED if permission is None or permission in may]
    return [*work_in_courses(reader=reader), *(ask(reader) for ask in asked)]


def _to_answer(reader: User) -> Waiting:
    found = reviews.to_answer(reader=reader)
    url = reverse("reviews:start", args=[found[0].pk]) if found else ""
    return Waiting(len(found), _("Egenvurderingen venter på dit svar."), url, _("Svar"))


def _line(reader: User) -> Waiting:
    found = document.waits_for_line(reader=reader)
    url = reverse("common_direction:show", args=[found[0].municipality.pk]) if found else ""
    return Waiting(len(found), _("Den fælles retning venter på din linje."), url, _("Læs og svar"))


def _status(reader: User) -> Waiting:
    found = tracks.status_due(reader=reader)
    text = ngettext(
        "{count} handlespor, du ejer, mangler en status.",
        "{count} handlespor, du ejer, mangler en status.",
        len(found),
    ).format(count=len(found))
    url = reverse("tracks:track", args=[found[0].track.pk]) if found else ""
    return Waiting(len(found), text, url, _("Skriv status"))


def _late(reader: User) -> Waiting:
    count = len(tracks.status_late(reader=reader))
    text = ngettext(
        "{count} handlespor har ventet længe på en status.",
        "{count} handlespor har ventet længe på en status.",
        count,
    ).format(count=count)
    return Waiting(count, text, reverse("tracks:index"), _("Se handlesporene"))


def _without_owner(reader: User) -> Waiting:
    count = len(tracks.without_owner(reader=reader))
    text = ngettext(
        "{count} handlespor har ingen, der har bolden.",
        "{count} handlespor har ingen, der har bolden.",
        count,
    ).format(count=count)
    return Waiting(count, text, reverse("tracks:index"), _("Giv bolden til en"))


def _proposals(reader: User) -> Waiting:
    found = tracks.proposals(reader=reader)
    text = ngettext(
        "{count} forslag om et handlespor venter på dit svar.",
        "{count} forslag om handlespor venter på dit svar.",
        len(found),
    ).format(count=len(found))
    url = reverse("tracks:track", args=[found[0].track_id]) if found else ""
    return Waiting(len(found), text, url, _("Se forslaget"))


def _to_repeat(reader: User) -> Waiting:
    found = reviews.to_repeat(reader=reader, today=timezone.localdate())
    url = reverse("reviews:begin", args=[found[0].municipality.pk]) if found else ""
    return Waiting(len(found), _("Det er tid til en ny egenvurdering."), url, _("Begynd"))


def _over_time(reader: User) -> Waiting:
    found = reviews.over_time(reader=reader, today=timezone.localdate())
    url = reverse("reviews:round", args=[found[0].pk]) if found else ""
    return Waiting(
        len(found), _("Fristen i egenvurderingen er gået."), url, _("Se, hvem der mangler")
    )


ASKED: Sequence[tuple[P | None, Callable[[User], Waiting]]] = (
    (None, _to_answer),
    (P.LINE_APPROVE, _line),
    (P.WORK_SEE, _status),
    (P.WORK_LEAD, _without_owner),
    (P.WORK_LEAD, _proposals),
    (P.WORK_LEAD, _late),
    (P.WORK_LEAD, _over_time),
    (P.WORK_LEAD, _to_repeat),
)
"""Who takes part in a self-review need not have a job that says so: that is asked of everybody."""
