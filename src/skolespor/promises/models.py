from django.db import models
from django.db.models import F, Q

from skolespor.accounts.models import User
from skolespor.children.models import GATHERED, Child
from skolespor.core.fields import SecretJSONField, SecretTextField
from skolespor.promises.rules import Decision, Helped, Sharing, Step, Told, What

GATHERED.append("statements")


class Statement(models.Model):
    """What a child has said, or what was agreed with it, who may know it, and what became of it.

    `text` is verbatim; a drawing is the lines of a hand (`drawing`, see `promises.drawings`). `adult` is
    the one the child said it to, "min voksne". `is_own_hand`: the child has written or drawn it itself.
    `theme` and `question` are ids of the conversation guide, `ref` says in which conversation.

    When the child is to have an answer, `rule` says by which rule of content/deadlines.yaml, `asked_on`
    since when, `due_on` is its last day and `owner` has the task. `agreed_for` is when something promised
    is to have happened, `promised_by` who promised it, whoever has the task today.
    `reason` is what the adults have decided and why, `told_text` what the child was told in the end; the
    child reads both.
    """

    child = models.ForeignKey(Child, models.PROTECT, related_name="statements")
    what = models.CharField(max_length=20)
    text = SecretTextField(blank=True)
    drawing = SecretJSONField(blank=True, default=dict)
    is_own_hand = models.BooleanField(default=False)
    theme = models.CharField(max_length=40, blank=True)
    question = models.CharField(max_length=40, blank=True)
    ref = models.CharField(max_length=60, blank=True)
    said_on = models.DateField()
    sharing = models.CharField(max_length=20)
    adult = models.ForeignKey(User, models.PROTECT, related_name="+")
    written_by = models.ForeignKey(User, models.PROTECT, related_name="+")
    written_at = models.DateTimeField(auto_now_add=True)
    version = models.PositiveIntegerField(default=1)

    rule = models.CharField(max_length=60, blank=True)
    asked_on = models.DateField(null=True, blank=True)
    due_on = models.DateField(null=True, blank=True)
    agreed_for = models.DateField(null=True, blank=True)
    promised_by = models.ForeignKey(User, models.PROTECT, related_name="+", null=True, blank=True)
    owner = models.ForeignKey(User, models.PROTECT, related_name="+", null=True, blank=True)
    step = models.CharField(max_length=20, default=Step.SAID.value)
    discussed_on = models.DateField(null=True, blank=True)
    decision = models.CharField(max_length=20, blank=True)
    reason = SecretTextField(blank=True)
    decided_on = models.DateField(null=True, blank=True)
    decided_by = models.ForeignKey(User, models.PROTECT, related_name="+", null=True, blank=True)
    told_on = models.DateField(null=True, blank=True)
    told_by = models.ForeignKey(User, models.PROTECT, related_name="+", null=True, blank=True)
    told_how = models.CharField(max_length=20, blank=True)
    told_text = SecretTextField(blank=True)
    helped = models.CharField(max_length=20, blank=True)
    helped_on = models.DateField(null=True, blank=True)
    withdrawn_at = models.DateTimeField(null=True, blank=True)
    withdrawn_reason = SecretTextField(blank=True)

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(what__in=[one.value for one in What]),
                name="statement_is_of_a_known_kind",
            ),
            models.CheckConstraint(
                condition=Q(sharing__in=[one.value for one in Sharing]),
                name="statement_says_who_may_know_it",
            ),
            models.CheckConstraint(
                condition=Q(step__in=[one.value for one in Step]),
                name="statement_is_at_a_known_step",
            ),
            models.CheckConstraint(
                condition=Q(rule="", asked_on=None, due_on=None, owner=None)
                | (~Q(rule="") & Q(asked_on__isnull=False, due_on__isnull=False)),
                name="what_waits_for_an_answer_has_a_last_day",
            ),
            models.CheckConstraint(
                condition=Q(decision="", decided_on=None, decided_by=None)
                | Q(
                    decision__in=[one.value for one in Decision],
                    decided_on__isnull=False,
                    decided_by__isnull=False,
                ),
                name="decision_has_a_day_and_a_person",
            ),
            models.CheckConstraint(
                condition=Q(told_on=None, told_by=None, told_how="")
                | Q(
                    told_on__isnull=False,
                    told_by__isnull=False,
                    told_how__in=[one.value for one in Told],
                ),
                name="told_has_a_day_a_person_and_a_way",
            ),
            models.CheckConstraint(
                condition=Q(step=Step.TOLD_CHILD.value, told_on__isnull=False)
                | (~Q(step=Step.TOLD_CHILD.value) & Q(told_on=None)),
                name="answered_means_that_the_child_was_told",
            ),
            models.CheckConstraint(
                condition=Q(helped="", helped_on=None)
                | Q(
                    helped__in=[one.value for one in Helped],
                    helped_on__isnull=False,
                    told_on__isnull=False,
                ),
                name="the_child_answers_what_it_was_told",
            ),
            models.CheckConstraint(
                condition=Q(told_on=None) | Q(told_on__gte=F("said_on")),
                name="told_after_it_was_said",
            ),
        ]
        indexes = [
            models.Index(
                fields=["owner", "due_on"],
                condition=~Q(rule="") & ~Q(step=Step.TOLD_CHILD.value) & Q(withdrawn_at=None),
                name="statements_that_wait",
            ),
            models.Index(fields=["child", "-said_on"], name="statements_of_a_child"),
        ]

    privacy = {
        "id": "keep",
        "child": "keep",
        "what": "keep",
        "text": "secret",
        "drawing": "secret",
        "is_own_hand": "keep",
        "theme": "scrub",
        "question": "scrub",
        "ref": "keep",
        "said_on": "scrub",
        "sharing": "keep",
        "adult": "keep",
        "written_by": "keep",
        "written_at": "keep",
        "version": "keep",
        "rule": "keep",
        "asked_on": "scrub",
        "due_on": "scrub",
        "agreed_for": "scrub",
        "promised_by": "keep",
        "owner": "keep",
        "step": "keep",
        "discussed_on": "scrub",
        "decision": "scrub",
        "reason": "secret",
        "decided_on": "scrub",
        "decided_by": "keep",
        "told_on": "scrub",
        "told_by": "keep",
        "told_how": "keep",
        "told_text": "secret",
        "helped": "scrub",
        "helped_on": "scrub",
        "withdrawn_at": "keep",
        "withdrawn_reason": "secret",
    }


class Wording(models.Model):
    """How a statement read before it was put right. Nothing that a child has said is written over."""

    statement = models.ForeignKey(Statement, models.PROTECT, related_name="wordings")
    text = SecretTextField(blank=True)
    version = models.PositiveIntegerField()
    replaced_by = models.ForeignKey(User, models.PROTECT, related_name="+")
    replaced_at = models.DateTimeField(auto_now_add=True)

    privacy = {
        "id": "keep",
        "statement": "keep",
        "text": "secret",
        "version": "keep",
        "replaced_by": "keep",
        "replaced_at": "keep",
    }
