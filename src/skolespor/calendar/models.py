from django.db import models
from django.db.models import F, Q

from skolespor.accounts.models import Organisation, User


class SchoolDayList(models.Model):
    """The days with school that a municipality has listed for itself, or for an institution in it,
    in one school year. `school_year` is the year of its August.

    One row holds the whole list, because it is sent, replaced and read as a whole: for 1,500
    institutions that is 1,500 rows a year and not 300,000. `days` are ISO dates in order, `notes`
    what the file says about some of them. A list is never empty: without days there is none.
    """

    organisation = models.ForeignKey(Organisation, models.PROTECT, related_name="school_day_lists")
    school_year = models.PositiveSmallIntegerField()
    sender = models.ForeignKey(Organisation, models.PROTECT, related_name="+")
    days = models.JSONField()
    notes = models.JSONField(default=dict)
    count = models.PositiveSmallIntegerField()
    set_by = models.ForeignKey(User, models.PROTECT, related_name="+", null=True, blank=True)
    set_at = models.DateTimeField(auto_now=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["organisation", "school_year", "sender"],
                name="one_school_day_list_per_place_year_and_sender",
            ),
            models.CheckConstraint(
                condition=Q(count__gte=1, count__lte=366),
                name="school_day_list_has_days_of_one_year",
            ),
        ]

    privacy = {
        "id": "keep",
        "organisation": "keep",
        "school_year": "keep",
        "sender": "keep",
        "days": "keep",
        "notes": "scrub",
        "count": "keep",
        "set_by": "keep",
        "set_at": "keep",
    }


class Holiday(models.Model):
    """A school holiday in a municipality's table, first and last day included.

    It counts where nobody has listed school days: the assumed calendar leaves these days out.
    """

    municipality = models.ForeignKey(Organisation, models.PROTECT, related_name="holidays")
    name = models.CharField(max_length=100)
    since = models.DateField()
    until = models.DateField()
    set_by = models.ForeignKey(User, models.PROTECT, related_name="+")
    set_at = models.DateTimeField(auto_now=True)

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(until__gte=F("since")), name="holiday_ends_after_it_starts"
            ),
            models.UniqueConstraint(
                fields=["municipality", "since"], name="one_holiday_per_first_day"
            ),
        ]

    privacy = {
        "id": "keep",
        "municipality": "keep",
        "name": "keep",
        "since": "keep",
        "until": "keep",
        "set_by": "keep",
        "set_at": "keep",
    }

    def __str__(self) -> str:
        return self.name
