from django.db import models
from django.db.models import Q

from skolespor.accounts.models import User
from skolespor.children.models import GATHERED, Child
from skolespor.conversations.states import Outcome, Way
from skolespor.core.fields import SecretJSONField, SecretTextField

HELD = [Outcome.HELD.value, Outcome.OTHER_WAY.value]

GATHERED += ["conversations", "screens"]


class Conversation(models.Model):
    """A learning conversation (*læringssamtale*): offered to a child, held, declined or put off.

    `adult` is the one the child has chosen. How far it is follows from what has happened
    (`conversations.states.state_of`). What the child said are statements of the room promises whose `ref`
    is this one's `ref`. `themes` are the cards that the child chose, by their ids in the guide.
    `on_behalf_of` names a school without access, for whom somebody else writes. `child_ok_on`: the child
    has heard or read what was written, put it right, and said that it fits.
    """

    child = models.ForeignKey(Child, models.PROTECT, related_name="conversations")
    adult = models.ForeignKey(User, models.PROTECT, related_name="+")
    band = models.CharField(max_length=20)
    way = models.CharField(max_length=20, blank=True)
    offered_on = models.DateField()
    offered_by = models.ForeignKey(User, models.PROTECT, related_name="+")
    is_asked_by_child = models.BooleanField(default=False)
    planned_on = models.DateField(null=True, blank=True)
    planned_at = models.TimeField(null=True, blank=True)
    place = SecretTextField(blank=True)
    company = SecretTextField(blank=True)
    on_behalf_of = SecretTextField(blank=True)
    steps_done = models.JSONField(default=list, blank=True)
    themes = SecretJSONField(default=list, blank=True)
    begun_at = models.DateTimeField(null=True, blank=True)
    talked_on = models.DateField(null=True, blank=True)
    outcome = models.CharField(max_length=20, blank=True)
    showed = SecretTextField(blank=True)
    declined_reason = SecretTextField(blank=True)
    next_offer_on = models.DateField(null=True, blank=True)
    child_ok_on = models.DateField(null=True, blank=True)
    withdrawn_at = models.DateTimeField(null=True, blank=True)
    withdrawn_reason = SecretTextField(blank=True)
    version = models.PositiveIntegerField(default=1)

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(outcome__in=["", *(one.value for one in Outcome)]),
                name="conversation_ends_in_a_known_way",
            ),
            models.CheckConstraint(
                condition=Q(way__in=["", *(one.value for one in Way)]),
                name="conversation_is_held_in_a_known_way",
            ),
            models.CheckConstraint(
                condition=Q(outcome__in=HELD, talked_on__isnull=False)
                | (~Q(outcome__in=HELD) & Q(talked_on=None)),
                name="a_conversation_that_was_held_has_a_day",
            ),
            models.CheckConstraint(
                condition=Q(child_ok_on=None) | Q(talked_on__isnull=False),
                name="the_child_says_ok_to_what_was_held",
            ),
        ]

    privacy = {
        "id": "keep",
        "child": "keep",
        "adult": "keep",
        "band": "keep",
        "way": "keep",
        "offered_on": "scrub",
        "offered_by": "keep",
        "is_asked_by_child": "keep",
        "planned_on": "scrub",
        "planned_at": "scrub",
        "place": "secret",
        "company": "secret",
        "on_behalf_of": "secret",
        "steps_done": "keep",
        "themes": "secret",
        "begun_at": "scrub",
        "talked_on": "scrub",
        "outcome": "keep",
        "showed": "secret",
        "declined_reason": "secret",
        "next_offer_on": "scrub",
        "child_ok_on": "scrub",
        "withdrawn_at": "keep",
        "withdrawn_reason": "secret",
        "version": "keep",
    }

    @property
    def ref(self) -> str:
        return f"conversation-{self.pk}"


class ChildScreen(models.Model):
    """A screen that is the child's for a while, and shows nothing but this: a conversation, or with none
    the child's own pages. Handed over by an adult whose session ended there, or opened with a code.

    Of the code only fingerprints are stored, of its first half (which screen it is) and of the whole; it
    works once, until `expires_at`, and dies of too many `tries`. An open screen ends by itself at
    `expires_at`. `token` is the fingerprint of what the browser holds once the screen is open; `key` is what
    the browser encrypts unsent words with while the line is down.
    """

    child = models.ForeignKey(Child, models.PROTECT, related_name="screens")
    conversation = models.ForeignKey(
        Conversation, models.PROTECT, related_name="screens", null=True, blank=True
    )
    code = models.CharField(max_length=64, blank=True)
    token = models.CharField(max_length=64, blank=True)
    key = SecretTextField(blank=True)
    opened_by = models.ForeignKey(User, models.PROTECT, related_name="+")
    made_at = models.DateTimeField(auto_now_add=True)
    expires_at = models.DateTimeField()
    tries = models.PositiveSmallIntegerField(default=0)
    started_at = models.DateTimeField(null=True, blank=True)
    seen_at = models.DateTimeField(null=True, blank=True)
    ended_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["token"], condition=~Q(token=""), name="one_screen_per_token"
            ),
        ]

    privacy = {
        "id": "keep",
        "child": "keep",
        "conversation": "keep",
        "code": "scrub",
        "token": "scrub",
        "key": "secret",
        "opened_by": "keep",
        "made_at": "keep",
        "expires_at": "keep",
        "tries": "keep",
        "started_at": "keep",
        "seen_at": "keep",
        "ended_at": "keep",
    }


class ChildAnswer(models.Model):
    """What a child has put down so far on its screen, one row for each thing it was asked, saved while it
    works. Nobody reads it but the child and its adult; when the child says that it fits, it becomes
    statements and is gone from here.

    `step` is the id of a question, a scale or a drawing of this conversation; `sharing` is empty until
    the child has chosen. `turn` counts how often the browser has saved it, and `page` is the open page
    that did so last (a number it drew for itself): what comes late over a slow line, or from a page that
    has not seen what is newer, never writes over it.
    """

    conversation = models.ForeignKey(Conversation, models.PROTECT, related_name="answers")
    step = models.CharField(max_length=40)
    text = SecretTextField(blank=True)
    drawing = SecretJSONField(default=dict, blank=True)
    sharing = models.CharField(max_length=20, blank=True)
    turn = models.PositiveIntegerField(default=0)
    page = models.CharField(max_length=32, blank=True)
    saved_at = models.DateTimeField(auto_now=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["conversation", "step"], name="one_answer_to_each_thing_asked"
            ),
        ]

    privacy = {
        "id": "keep",
        "conversation": "keep",
        "step": "scrub",
        "text": "secret",
        "drawing": "secret",
        "sharing": "keep",
        "turn": "keep",
        "page": "keep",
        "saved_at": "keep",
    }
