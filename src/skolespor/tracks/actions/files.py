"""Files on a track: laid there, got, taken away again."""

from django.core.exceptions import PermissionDenied
from django.db import transaction

from skolespor.accounts.models import User
from skolespor.accounts.queries import names_of
from skolespor.audit import log
from skolespor.core.papers import keeping
from skolespor.core.papers.rules import check_number
from skolespor.core.papers.taking import Sent, taken
from skolespor.tracks import access, events
from skolespor.tracks.actions.words import must_work
from skolespor.tracks.models import Evidence, Track


@transaction.atomic
def add(
    *, track: Track, sent: Sent, is_procedure: bool, by: User, not_a_child: bool = False
) -> Evidence:
    """A file is laid on the track. Sent twice, it lies there once, as what it was said to be last."""
    must_work(by, track)
    known = track.files.filter(digest=sent.digest).first()
    if known:
        known.is_procedure = is_procedure
        known.save(update_fields=["is_procedure"])
        return known
    check_number(track.files.count())
    names = names_of(track.municipality)
    with taken(sent, known=names, is_confirmed=not_a_child) as paper:
        file, is_new = Evidence.objects.get_or_create(
            track=track,
            digest=sent.digest,
            defaults={**paper.columns, "is_procedure": is_procedure, "by": by},
        )
        if not is_new:  # sent twice at once: the other one lies there
            keeping.remove([paper.columns["stored"]])
            return file
    log.record(events.FILE_ADDED, by=by, about=file, track=track.pk, **paper.facts)
    return file


@transaction.atomic
def fetched(*, file: Evidence, by: User) -> None:
    """Somebody who sees the track has got a file."""
    log.record(events.FILE_FETCHED, by=by, about=file, track=file.track_id)


@transaction.atomic
def remove(*, file: Evidence, by: User) -> None:
    """Also when the track is over: something that should not be there must go. Done twice, nothing more
    happens."""
    if not access.may_work(by, file.track):
        raise PermissionDenied
    there = Evidence.objects.filter(pk=file.pk)
    keeping.remove(list(there.values_list("stored", flat=True)))
    if there.delete()[0]:
        log.record(events.FILE_REMOVED, by=by, about=file, track=file.track_id)
