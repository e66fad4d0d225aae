from django.db import models
from django.db.models import Q

from skolespor.accounts.models import User
from skolespor.programme.states import DRAFT, OVER, STATES


class Course(models.Model):
    """A municipality's advisory course, from the first draft of its application. `municipality` is the
    code: who applies need not use Skolespor. It knows no child.

    `half_year` is the one in which the agency has a place for it; `next_on` is when both talk again.
    """

    municipality = models.CharField(max_length=4)
    state = models.CharField(max_length=20, default=DRAFT)
    begun_at = models.DateTimeField(auto_now_add=True)
    received_on = models.DateField(null=True, blank=True)
    reply_due = models.DateField(null=True, blank=True)
    replied_on = models.DateField(null=True, blank=True)
    next_on = models.DateField(null=True, blank=True)
    half_year = models.CharField(max_length=6, blank=True)
    adviser = models.ForeignKey(User, models.PROTECT, related_name="+", null=True, blank=True)

    class Meta:
        constraints = [
            models.CheckConstraint(condition=Q(state__in=STATES), name="course_state_is_known"),
            models.UniqueConstraint(
                fields=["municipality"],
                condition=~Q(state__in=[DRAFT, *OVER]),
                name="one_open_course_per_municipality",
            ),
            models.CheckConstraint(
                condition=Q(received_on=None) | Q(reply_due__isnull=False),
                name="received_course_is_answered_by_a_day",
            ),
        ]

    privacy = {
        "id": "keep",
        "municipality": "keep",
        "state": "keep",
        "begun_at": "keep",
        "received_on": "keep",
        "reply_due": "keep",
        "replied_on": "keep",
        "next_on": "keep",
        "half_year": "keep",
        "adviser": "keep",
    }
