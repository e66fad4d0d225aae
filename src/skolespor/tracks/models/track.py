from django.db import models
from django.db.models import Q

from skolespor.accounts.models import JobSeat, Organisation, User
from skolespor.tracks.states import DRAFT, STATES, STOPPED

LONGEST_TITLE = 200
LONGEST_LINE = 300


class Track(models.Model):
    """Something a municipality wants to change for the children, and who has the ball.

    `theme` and `statement` are ids of content/self_review.yaml, `focus` is the municipality's own words
    for what it chose there. `signs` has one sign on each line. `missing_reason` says why it was agreed on
    without an owner, a deadline or a sign. What it holds is about the work, never about a child.
    """

    municipality = models.ForeignKey(Organisation, models.PROTECT, related_name="tracks")
    theme = models.CharField(max_length=60, blank=True)
    statement = models.CharField(max_length=60, blank=True)
    focus = models.CharField(max_length=LONGEST_TITLE, blank=True)
    title = models.CharField(max_length=LONGEST_TITLE)
    why = models.TextField()
    signs = models.TextField(blank=True)
    deadline = models.DateField(null=True, blank=True)
    owner = models.ForeignKey(JobSeat, models.PROTECT, related_name="+", null=True, blank=True)
    missing_reason = models.TextField(blank=True)
    procedure_text = models.TextField(blank=True)
    procedure_link = models.CharField(max_length=LONGEST_LINE, blank=True)
    next_review = models.DateField(null=True, blank=True)
    state = models.CharField(max_length=20, default=DRAFT)
    agreed_on = models.DateField(null=True, blank=True)
    version = models.PositiveIntegerField(default=1)
    begun_on = models.DateField()
    created_by = models.ForeignKey(User, models.PROTECT, related_name="+")
    created_at = models.DateTimeField(auto_now_add=True)
    edited_by = models.ForeignKey(User, models.PROTECT, related_name="+")
    edited_at = models.DateTimeField()

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(state__in=list(STATES)), name="state_of_a_track_is_known"
            ),
            models.CheckConstraint(
                condition=~Q(title="") & ~Q(why=""), name="track_says_what_and_why"
            ),
            models.CheckConstraint(
                condition=Q(state__in=[DRAFT, STOPPED]) | Q(agreed_on__isnull=False),
                name="track_that_is_agreed_has_the_day",
            ),
            models.CheckConstraint(
                condition=Q(state__in=[DRAFT, STOPPED])
                | ~Q(missing_reason="")
                | (Q(owner__isnull=False) & Q(deadline__isnull=False) & ~Q(signs="")),
                name="agreed_track_is_complete_or_says_why",
            ),
        ]
        indexes = [models.Index(fields=["municipality", "state"], name="tracks_by_state")]

    privacy = {
        "id": "keep",
        "municipality": "keep",
        "theme": "keep",
        "statement": "keep",
        "focus": "scrub",
        "title": "scrub",
        "why": "scrub",
        "signs": "scrub",
        "deadline": "keep",
        "owner": "keep",
        "missing_reason": "scrub",
        "procedure_text": "scrub",
        "procedure_link": "scrub",
        "next_review": "keep",
        "state": "keep",
        "agreed_on": "keep",
        "version": "keep",
        "begun_on": "keep",
        "created_by": "keep",
        "created_at": "keep",
        "edited_by": "keep",
        "edited_at": "keep",
    }

    def __str__(self) -> str:
        return self.title


class Move(models.Model):
    """A step in the flow that somebody has taken, and why."""

    track = models.ForeignKey(Track, models.CASCADE, related_name="moves")
    step = models.CharField(max_length=20)
    source = models.CharField(max_length=20)
    target = models.CharField(max_length=20)
    why = models.TextField(blank=True)
    on = models.DateField()
    by = models.ForeignKey(User, models.PROTECT, related_name="+")
    at = models.DateTimeField(auto_now_add=True)

    privacy = {
        "id": "keep",
        "track": "keep",
        "step": "keep",
        "source": "keep",
        "target": "keep",
        "why": "scrub",
        "on": "keep",
        "by": "keep",
        "at": "keep",
    }


class Proof(models.Model):
    """One criterion that was met when a track became fixed practice, and what showed it that day."""

    move = models.ForeignKey(Move, models.CASCADE, related_name="proofs")
    criterion = models.CharField(max_length=40)
    words = models.TextField()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["move", "criterion"], name="each_criterion_is_proved_once"
            ),
            models.CheckConstraint(condition=~Q(words=""), name="proof_says_what_proves_it"),
        ]

    privacy = {"id": "keep", "move": "keep", "criterion": "keep", "words": "scrub"}


class Proposal(models.Model):
    """The owner proposes a step of the flow to those who lead the work. Answered when the step is taken,
    another one is, or somebody declines it."""

    track = models.ForeignKey(Track, models.CASCADE, related_name="proposals")
    step = models.CharField(max_length=20)
    why = models.TextField()
    by = models.ForeignKey(User, models.PROTECT, related_name="+")
    at = models.DateTimeField(auto_now_add=True)
    answered_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["track"], condition=Q(answered_at=None), name="one_proposal_waits_per_track"
            ),
        ]

    privacy = {
        "id": "keep",
        "track": "keep",
        "step": "keep",
        "why": "scrub",
        "by": "keep",
        "at": "keep",
        "answered_at": "keep",
    }
