from django.db import models
from django.db.models import Q

from skolespor.accounts.lines import Level, Line
from skolespor.accounts.models import User
from skolespor.programme.models.course import Course


class Inquiry(models.Model):
    """Somebody has asked on the open page to begin an application. It becomes a course when the link in
    the mail is opened, so that nobody begins in another's name."""

    municipality = models.CharField(max_length=4)
    name = models.CharField(max_length=200)
    title = models.CharField(max_length=120)
    email = models.EmailField()
    phone = models.CharField(max_length=30)
    link = models.CharField(max_length=64, unique=True)
    link_until = models.DateTimeField()
    used_at = models.DateTimeField(null=True, blank=True)

    privacy = {
        "id": "keep",
        "municipality": "keep",
        "name": "scrub",
        "title": "scrub",
        "email": "scrub",
        "phone": "scrub",
        "link": "scrub",
        "link_until": "keep",
        "used_at": "keep",
    }


class Participant(models.Model):
    """Somebody from the municipality who takes part: with an account, or let in by a link.

    A link works once, in the browser that opens it (`browser`: what is kept there, as a fingerprint).
    Whoever has left reads nothing any more; what they wrote stays theirs.
    """

    course = models.ForeignKey(Course, models.CASCADE, related_name="participants")
    name = models.CharField(max_length=200)
    email = models.EmailField()
    title = models.CharField(max_length=120, blank=True)
    phone = models.CharField(max_length=30, blank=True)
    line = models.CharField(max_length=20, blank=True)
    level = models.CharField(max_length=20, blank=True)
    may_write = models.BooleanField(default=True)
    is_lead = models.BooleanField(default=False)
    user = models.ForeignKey(User, models.PROTECT, related_name="+", null=True, blank=True)
    link = models.CharField(max_length=64, blank=True)
    link_until = models.DateTimeField(null=True, blank=True)
    browser = models.CharField(max_length=64, blank=True)
    invited_at = models.DateTimeField(auto_now_add=True)
    joined_at = models.DateTimeField(null=True, blank=True)
    left_at = models.DateTimeField(null=True, blank=True)
    replaces = models.OneToOneField(
        "self", models.PROTECT, related_name="replaced_by", null=True, blank=True
    )

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(line__in=["", *Line]), name="participant_line_is_known"
            ),
            models.CheckConstraint(
                condition=Q(level__in=["", *Level]), name="participant_level_is_known"
            ),
            models.UniqueConstraint(
                fields=["course", "email"],
                condition=Q(left_at=None),
                name="one_seat_per_address_and_course",
            ),
            models.UniqueConstraint(
                fields=["course"],
                condition=Q(is_lead=True, left_at=None),
                name="one_lead_per_course",
            ),
            models.UniqueConstraint(
                fields=["link"], condition=~Q(link=""), name="a_link_leads_to_one_seat"
            ),
            models.CheckConstraint(
                condition=Q(left_at=None) | Q(link="", browser=""),
                name="who_has_left_has_no_way_in",
            ),
        ]

    privacy = {
        "id": "keep",
        "course": "keep",
        "name": "scrub",
        "email": "scrub",
        "title": "scrub",
        "phone": "scrub",
        "line": "keep",
        "level": "keep",
        "may_write": "keep",
        "is_lead": "keep",
        "user": "keep",
        "link": "scrub",
        "link_until": "keep",
        "browser": "scrub",
        "invited_at": "keep",
        "joined_at": "keep",
        "left_at": "keep",
        "replaces": "keep",
    }
