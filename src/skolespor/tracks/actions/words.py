"""What people write on a track holds no child; whoever writes may do so. Every action begins here."""

from collections.abc import Mapping

from django.core.exceptions import PermissionDenied
from django.utils.translation import gettext as _

from skolespor.accounts.models import Organisation, User
from skolespor.accounts.queries import known_names
from skolespor.audit import log
from skolespor.core.errors import RuleBroken
from skolespor.core.no_child import check_no_child
from skolespor.tracks import access, events
from skolespor.tracks.models import Track
from skolespor.tracks.states import OPEN


def must_lead(by: User, municipality: Organisation) -> None:
    if not access.may_lead(by, municipality):
        raise PermissionDenied


def must_work(by: User, track: Track) -> None:
    """The owner and those who lead, while the track is not over."""
    if not access.may_work(by, track):
        raise PermissionDenied
    track.refresh_from_db()
    if track.state not in OPEN:
        words = _("Sporet er stoppet. Der kan ikke skrives mere på det.")
        raise RuleBroken("track.is_over", words)


def checked(
    texts: Mapping[str, str], *, municipality: Organisation, is_confirmed: bool
) -> tuple[dict[str, str], int]:
    """The texts without space around them, and how many words like names somebody has confirmed."""
    written = {field: text.strip() for field, text in texts.items()}
    known = known_names(municipality, written.values())
    return written, check_no_child(written, known=known, is_confirmed=is_confirmed)


def log_names(count: int, *, by: User, about: Track) -> None:
    """How many, never which."""
    if count:
        log.record(events.NAMES_CONFIRMED, by=by, about=about, count=count)
