from django.db import models
from django.db.models import Q

from skolespor.accounts.lines import Level, Line
from skolespor.accounts.models import User
from skolespor.core.fields import SecretJSONField, SecretTextField
from skolespor.programme.rules.application import WRITTEN
from skolespor.programme.states import DRAFT, OVER, STATES, Side


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


class Part(models.Model):
    """A part of the application, or of the agreement, as one version of it stood. The newest counts; none
    is ever changed. `answers` are texts by the ids of the questions or sections."""

    course = models.ForeignKey(Course, models.CASCADE, related_name="parts")
    part = models.CharField(max_length=20)
    version = models.PositiveIntegerField()
    answers = SecretJSONField(default=dict)
    written_by = models.ForeignKey(Participant, models.PROTECT, related_name="+", null=True)
    written_by_user = models.ForeignKey(User, models.PROTECT, related_name="+", null=True)
    written_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        constraints = [
            models.CheckConstraint(condition=Q(part__in=WRITTEN), name="written_part_is_known"),
            models.UniqueConstraint(
                fields=["course", "part", "version"], name="versions_of_a_part_are_counted"
            ),
        ]

    privacy = {
        "id": "keep",
        "course": "keep",
        "part": "keep",
        "version": "keep",
        "answers": "secret",
        "written_by": "keep",
        "written_by_user": "keep",
        "written_at": "keep",
    }


class Day(models.Model):
    """An advisory day. `format` is a code of `day_formats`; `place` is where, `link` where it is held from
    a distance."""

    course = models.ForeignKey(Course, models.CASCADE, related_name="days")
    on = models.DateField()
    format = models.CharField(max_length=20)
    place = models.CharField(max_length=200, blank=True)
    link = models.URLField(max_length=500, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["course", "on"], name="one_advisory_day_per_date"),
        ]

    privacy = {
        "id": "keep",
        "course": "keep",
        "on": "keep",
        "format": "keep",
        "place": "keep",
        "link": "keep",
    }


class Agreement(models.Model):
    """The whole agreement as somebody has approved it. `sections` are texts by the ids of the content, also
    those that follow from the course (who takes part, which days). It is never changed."""

    course = models.ForeignKey(Course, models.CASCADE, related_name="agreements")
    number = models.PositiveIntegerField()
    sections = SecretJSONField(default=dict)
    made_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["course", "number"], name="agreements_of_a_course_are_counted"
            ),
        ]

    privacy = {
        "id": "keep",
        "course": "keep",
        "number": "keep",
        "sections": "secret",
        "made_at": "keep",
    }


class Approval(models.Model):
    """One party approves an agreement: who, as what, when."""

    agreement = models.ForeignKey(Agreement, models.CASCADE, related_name="approvals")
    side = models.CharField(max_length=20)
    name = models.CharField(max_length=200)
    title = models.CharField(max_length=120)
    by_participant = models.ForeignKey(Participant, models.PROTECT, related_name="+", null=True)
    by_user = models.ForeignKey(User, models.PROTECT, related_name="+", null=True)
    approved_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["agreement", "side"], name="each_party_approves_an_agreement_once"
            ),
            models.CheckConstraint(
                condition=Q(side__in=list(Side)), name="approval_is_of_a_known_party"
            ),
        ]

    privacy = {
        "id": "keep",
        "agreement": "keep",
        "side": "keep",
        "name": "scrub",
        "title": "scrub",
        "by_participant": "keep",
        "by_user": "keep",
        "approved_at": "keep",
    }


class Taken(models.Model):
    """A step that was taken: from which state to which, when, by whom, and what was said with it."""

    course = models.ForeignKey(Course, models.CASCADE, related_name="steps")
    step = models.CharField(max_length=20)
    source = models.CharField(max_length=20)
    target = models.CharField(max_length=20)
    words = SecretTextField(blank=True)
    next_on = models.DateField(null=True, blank=True)
    taken_at = models.DateTimeField(auto_now_add=True)
    by_participant = models.ForeignKey(Participant, models.PROTECT, related_name="+", null=True)
    by_user = models.ForeignKey(User, models.PROTECT, related_name="+", null=True)

    privacy = {
        "id": "keep",
        "course": "keep",
        "step": "keep",
        "source": "keep",
        "target": "keep",
        "words": "secret",
        "next_on": "keep",
        "taken_at": "keep",
        "by_participant": "keep",
        "by_user": "keep",
    }


class Note(models.Model):
    """What the agency has written down from the dialogue. Only what is shared is ever read by the
    municipality; an internal note stays inside the agency."""

    course = models.ForeignKey(Course, models.CASCADE, related_name="notes")
    text = SecretTextField()
    is_shared = models.BooleanField(default=False)
    written_by = models.ForeignKey(User, models.PROTECT, related_name="+")
    written_at = models.DateTimeField(auto_now_add=True)

    privacy = {
        "id": "keep",
        "course": "keep",
        "text": "secret",
        "is_shared": "keep",
        "written_by": "keep",
        "written_at": "keep",
    }


class Places(models.Model):
    """How many courses the agency can begin in a half-year."""

    half_year = models.CharField(max_length=6, unique=True)
    places = models.PositiveSmallIntegerField()

    privacy = {"id": "keep", "half_year": "keep", "places": "keep"}
