"""What municipalities' files have told about children's places and schools."""

from django.db import models
from django.db.models import Q

from skolespor.accounts.models import Organisation, User
from skolespor.children.models import Child, Enrolment, Placement
from skolespor.core.fields import SecretJSONField, SecretTextField


class Told(models.Model):
    """One spell of a followed child as one municipality's files tell of it now.

    `kind` is the kind of file. `institution` is the number of the school, empty for placements.
    `facts` is what the row says. `written` is what of it has been written with the child, and
    `placement` or `enrolment` where: what a person puts right there stays, until the register says
    something new. Without any of them the row waits: whoever sent it may not decide about the child.
    `confirmed`: the acting municipality has said that another municipality's row is right.
    """

    child = models.ForeignKey(Child, models.PROTECT, related_name="told")
    sender = models.ForeignKey(Organisation, models.PROTECT, related_name="+")
    kind = models.CharField(max_length=20)
    since = models.DateField()
    institution = models.CharField(max_length=6, blank=True)
    facts = SecretJSONField()
    written = SecretJSONField(default=dict)
    confirmed = models.BooleanField(default=False)
    placement = models.ForeignKey(
        Placement, models.PROTECT, related_name="told", null=True, blank=True
    )
    enrolment = models.ForeignKey(
        Enrolment, models.PROTECT, related_name="told", null=True, blank=True
    )

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["child", "sender", "kind", "since", "institution"],
                name="a_spell_is_told_once_by_each",
            ),
            models.CheckConstraint(
                condition=Q(placement=None) | Q(enrolment=None), name="told_of_one_spell"
            ),
        ]

    privacy = {
        "id": "keep",
        "child": "keep",
        "sender": "keep",
        "kind": "keep",
        "since": "scrub",
        "institution": "scrub",
        "facts": "secret",
        "written": "secret",
        "confirmed": "keep",
        "placement": "keep",
        "enrolment": "keep",
    }

    @property
    def kept_child(self) -> int:
        """The number of the child, of one that was created twice that of the one that is kept."""
        return self.child.merged_into_id or self.child_id


class Hosted(models.Model):
    """A child that lives here, as the municipality where it lives tells, and another one acts for.

    It creates no child and opens no seat: it waits until the acting municipality has said in a file
    of its own, or on a page, that it is so.
    """

    class Answer(models.TextChoices):
        WAITING = "waiting"
        CONFIRMED = "confirmed"
        WRONG = "wrong"

    sender = models.ForeignKey(Organisation, models.PROTECT, related_name="+")
    acting = models.ForeignKey(Organisation, models.PROTECT, related_name="+")
    cpr = SecretTextField()
    cpr_index = models.CharField(max_length=64, db_index=True)
    first_name = SecretTextField(blank=True)
    last_name = SecretTextField(blank=True)
    since = models.DateField()
    facts = SecretJSONField()
    answer = models.CharField(max_length=10, choices=Answer.choices, default=Answer.WAITING)
    told_at = models.DateTimeField(auto_now_add=True)
    answered_at = models.DateTimeField(null=True, blank=True)
    answered_by = models.ForeignKey(User, models.PROTECT, related_name="+", null=True, blank=True)

    class Meta:
        verbose_name_plural = "hosted"
        constraints = [
            models.UniqueConstraint(
                fields=["sender", "cpr_index", "since"], name="a_hosted_spell_is_told_once"
            ),
        ]

    privacy = {
        "id": "keep",
        "sender": "keep",
        "acting": "keep",
        "cpr": "secret",
        "cpr_index": "scrub",
        "first_name": "secret",
        "last_name": "secret",
        "since": "scrub",
        "facts": "secret",
        "answer": "keep",
        "told_at": "keep",
        "answered_at": "keep",
        "answered_by": "keep",
    }


class CaughtUp(models.Model):
    """A child with a CPR number for whom everything that files told before has been looked up."""

    child = models.OneToOneField(Child, models.PROTECT, related_name="caught_up", primary_key=True)
    at = models.DateTimeField(auto_now_add=True)

    privacy = {"child": "keep", "at": "keep"}
