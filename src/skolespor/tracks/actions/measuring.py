"""The number that a track is followed by: chosen, written down, taken back."""

from datetime import date
from decimal import Decimal
from typing import Any

from django.db import IntegrityError, transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from skolespor.accounts.models import User
from skolespor.audit import log
from skolespor.core.errors import RuleBroken
from skolespor.core.versions import EditedMeanwhile, save_seen
from skolespor.tracks import events
from skolespor.tracks.actions.words import checked, log_names, must_work
from skolespor.tracks.models import Measure, Track, Value
from skolespor.tracks.queries.track import measure_of
from skolespor.tracks.rules.numbers import Counts, check_value
from skolespor.tracks.rules.texts import check_not_to_come

DEFINES = ("counts", "unit", "definition")
"""What a number means. Changed after numbers have come in, a new series begins."""


@transaction.atomic
def set_measure(
    *,
    track: Track,
    title: str,
    counts: str,
    unit: str,
    definition: str,
    source: str,
    seen: int,
    by: User,
    not_a_child: bool = False,
) -> Measure:
    """`seen` is the version of the measure that the writer saw, 0 where there was none. Raises
    `EditedMeanwhile`."""
    must_work(by, track)
    texts = {"title": title, "unit": unit, "definition": definition, "source": source}
    written, count = checked(texts, municipality=track.municipality, is_confirmed=not_a_child)
    facts = {**written, "counts": Counts(counts).value}
    now = measure_of(track)
    if now is not None and now.version != seen:
        raise EditedMeanwhile(now)
    measure = _put(track, now, facts, by=by)
    log.record(events.MEASURE_SET, by=by, about=measure, track=track.pk, counts=measure.counts)
    log_names(count, by=by, about=track)
    return measure


def _put(track: Track, now: Measure | None, facts: dict[str, Any], *, by: User) -> Measure:
    edited = {"edited_by": by, "edited_at": timezone.now()}
    if now is None:
        return Measure.objects.create(track=track, **facts, **edited)
    means_the_same = all(getattr(now, name) == facts[name] for name in DEFINES)
    if means_the_same or not now.values.filter(withdrawn_at=None).exists():
        save_seen(now, seen=now.version, **facts, **edited)
        return now
    save_seen(now, seen=now.version, ended_at=timezone.now())
    return Measure.objects.create(track=track, version=now.version, **facts, **edited)


@transaction.atomic
def write_value(
    *,
    measure: Measure,
    since: date,
    until: date,
    value: Decimal | None,
    n: int | None,
    is_few: bool,
    by: User,
) -> Value:
    """One number for one period. A number that stands is taken back before another is written."""
    must_work(by, measure.track)
    check_not_to_come(until, today=timezone.localdate(), field="until")
    check_value(measure.counts, value=value, n=n, is_few=is_few, since=since, until=until)
    try:
        with transaction.atomic():
            written = Value.objects.create(
                measure=measure,
                since=since,
                until=until,
                value=value,
                n=None if is_few else n,
                is_few=is_few,
                written_by=by,
            )
    except IntegrityError as there:
        words = _("Der står allerede et tal til den dag. Træk det tilbage først.")
        raise RuleBroken("value.there", words, "until") from there
    log.record(events.VALUE_WRITTEN, by=by, about=written, track=measure.track_id)
    return written


@transaction.atomic
def withdraw_value(*, value: Value, by: User) -> None:
    """It was wrong. Done twice, nothing more happens."""
    must_work(by, value.measure.track)
    standing = Value.objects.filter(pk=value.pk, withdrawn_at=None)
    if standing.update(withdrawn_at=timezone.now()):
        log.record(events.VALUE_WITHDRAWN, by=by, about=value, track=value.measure.track_id)
