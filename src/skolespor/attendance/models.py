from django.db import models
from django.db.models import F, Q

from skolespor.accounts.models import Organisation, User
from skolespor.children.models import Child


class AbsenceDay(models.Model):
    """A child was away from one institution on one day, the whole day (`share` 1) or a part of it, for
    one reason, as one municipality has registered it.

    `institution` is the institution's number: absence may be sent before Skolespor knows the school.
    Of a child that was created twice, rows keep the number they were written with and are read together.
    """

    child = models.ForeignKey(Child, models.PROTECT, related_name="absence_days")
    institution = models.CharField(max_length=6)
    day = models.DateField()
    category = models.CharField(max_length=20)
    share = models.DecimalField(max_digits=10, decimal_places=9)
    sender = models.ForeignKey(Organisation, models.PROTECT, related_name="+")

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["child", "institution", "day", "category", "sender"],
                name="absence_of_a_day_is_told_once",
            ),
            models.CheckConstraint(
                condition=Q(share__gt=0, share__lte=1), name="absence_is_a_part_of_a_day"
            ),
        ]
        indexes = [
            models.Index(fields=["sender", "institution", "day"], name="absence_by_sender"),
        ]

    privacy = {
        "id": "keep",
        "child": "keep",
        "institution": "scrub",
        "day": "scrub",
        "category": "scrub",
        "share": "scrub",
        "sender": "keep",
    }


class NotAttending(models.Model):
    """*Går ikke i skole*: the child is enrolled, but does not go there, first and last day included.

    Anyone in the team may write it. The days count as without school. What was withdrawn never was.
    """

    child = models.ForeignKey(Child, models.PROTECT, related_name="not_attending")
    since = models.DateField()
    until = models.DateField(null=True, blank=True)
    written_by = models.ForeignKey(User, models.PROTECT, related_name="+")
    written_at = models.DateTimeField(auto_now_add=True)
    withdrawn_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(until=None) | Q(until__gte=F("since")),
                name="not_attending_ends_after_it_starts",
            ),
            models.UniqueConstraint(
                fields=["child"],
                condition=Q(until=None, withdrawn_at=None),
                name="one_open_not_attending_per_child",
            ),
        ]

    privacy = {
        "id": "keep",
        "child": "keep",
        "since": "scrub",
        "until": "scrub",
        "written_by": "keep",
        "written_at": "keep",
        "withdrawn_at": "keep",
    }
