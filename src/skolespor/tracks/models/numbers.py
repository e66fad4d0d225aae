from django.db import models
from django.db.models import F, Q

from skolespor.accounts.models import User
from skolespor.tracks.models.track import LONGEST_LINE, LONGEST_TITLE, Track
from skolespor.tracks.rules.numbers import OF_CHILDREN, Counts


class Measure(models.Model):
    """The number that a track is followed by: what it says, how it is made, and where it comes from.

    When the definition changes after numbers have come in, a new series begins; the old one has an end.
    """

    track = models.ForeignKey(Track, models.CASCADE, related_name="measures")
    title = models.CharField(max_length=LONGEST_TITLE)
    counts = models.CharField(max_length=20)
    unit = models.CharField(max_length=40)
    definition = models.TextField()
    source = models.CharField(max_length=LONGEST_LINE)
    ended_at = models.DateTimeField(null=True, blank=True)
    version = models.PositiveIntegerField(default=1)
    edited_by = models.ForeignKey(User, models.PROTECT, related_name="+")
    edited_at = models.DateTimeField()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["track"], condition=Q(ended_at=None), name="one_measure_at_a_time_per_track"
            ),
            models.CheckConstraint(
                condition=Q(counts__in=[one.value for one in Counts]),
                name="measure_counts_something_known",
            ),
            models.CheckConstraint(
                condition=~Q(definition="") & ~Q(unit="") & ~Q(source=""),
                name="measure_has_definition_unit_and_source",
            ),
        ]

    privacy = {
        "id": "keep",
        "track": "keep",
        "title": "scrub",
        "counts": "keep",
        "unit": "scrub",
        "definition": "scrub",
        "source": "scrub",
        "ended_at": "keep",
        "version": "keep",
        "edited_by": "keep",
        "edited_at": "keep",
    }

    @property
    def is_of_children(self) -> bool:
        return self.counts in OF_CHILDREN


class Value(models.Model):
    """One number of a series, for the days from `since` to `until`. `is_few`: fewer than five, so that
    nothing is written. A withdrawn one never was."""

    measure = models.ForeignKey(Measure, models.CASCADE, related_name="values")
    since = models.DateField()
    until = models.DateField()
    value = models.DecimalField(max_digits=9, decimal_places=1, null=True, blank=True)
    n = models.PositiveIntegerField(null=True, blank=True)
    is_few = models.BooleanField(default=False)
    written_by = models.ForeignKey(User, models.PROTECT, related_name="+")
    written_at = models.DateTimeField(auto_now_add=True)
    withdrawn_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["measure", "until"],
                condition=Q(withdrawn_at=None),
                name="one_number_per_series_and_day",
            ),
            models.CheckConstraint(
                condition=Q(until__gte=F("since")), name="period_of_a_number_ends_after_it_begins"
            ),
            models.CheckConstraint(
                condition=Q(is_few=True, value=None, n=None)
                | Q(is_few=False, value__isnull=False, n__isnull=False, n__gte=1),
                name="number_has_its_n_or_is_too_small_to_write",
            ),
        ]

    privacy = {
        "id": "keep",
        "measure": "keep",
        "since": "keep",
        "until": "keep",
        "value": "keep",
        "n": "keep",
        "is_few": "keep",
        "written_by": "keep",
        "written_at": "keep",
        "withdrawn_at": "keep",
    }
