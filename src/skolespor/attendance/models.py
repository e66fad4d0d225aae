from django.db import models
from django.db.models import Q

from skolespor.accounts.models import Organisation
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
