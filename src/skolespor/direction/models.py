from django.db import models
from django.db.models import Q

from skolespor.accounts.models import Organisation, User


class Review(models.Model):
    """A school has gone its preparedness through in a school year: roles, whom to call, and what is
    done when a pupil comes or leaves. `school_year` is the year of its August.

    A withdrawn review never was; it stays as history.
    """

    organisation = models.ForeignKey(Organisation, models.PROTECT, related_name="reviews")
    school_year = models.PositiveSmallIntegerField()
    reviewed_on = models.DateField()
    reviewed_by = models.ForeignKey(User, models.PROTECT, related_name="+")
    withdrawn_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["organisation", "school_year"],
                condition=Q(withdrawn_at=None),
                name="one_review_per_place_and_school_year",
            ),
        ]

    privacy = {
        "id": "keep",
        "organisation": "keep",
        "school_year": "keep",
        "reviewed_on": "keep",
        "reviewed_by": "keep",
        "withdrawn_at": "keep",
    }
