from django.db import models
from django.db.models import Q

from skolespor.accounts.models import User
from skolespor.children.models import Child
from skolespor.core.fields import SecretTextField


class Fact(models.Model):
    """Something that happened to a child, as a room above has told it. What children itself knows
    (where a child lives and learns, its birthday) is read there and stands here only as items.

    `ref` says what it is about; the same trigger, rule and ref is the same fact, told anew.
    """

    child = models.ForeignKey(Child, models.PROTECT, related_name="deadline_facts")
    trigger = models.CharField(max_length=60)
    rule = models.CharField(max_length=60, blank=True)
    ref = models.CharField(max_length=60)
    on = models.DateField()
    until = models.DateField(null=True, blank=True)
    told_at = models.DateTimeField(auto_now=True)
    withdrawn_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["child", "trigger", "rule", "ref"], name="a_fact_is_told_once"
            ),
        ]

    privacy = {
        "id": "keep",
        "child": "keep",
        "trigger": "keep",
        "rule": "keep",
        "ref": "keep",
        "on": "scrub",
        "until": "scrub",
        "told_at": "keep",
        "withdrawn_at": "keep",
    }


class Deadline(models.Model):
    """One item (*frist*): something to be done about a child by a day. Worked out from facts, and the
    same again when it is worked out again; only `made_on` and what was `told` are its own.

    `owner` is the role it falls to today, empty when nobody around the child has it. `moment` and
    `told_on` say what people have been told of it last.
    """

    child = models.ForeignKey(Child, models.PROTECT, related_name="deadlines")
    rule = models.CharField(max_length=60)
    ref = models.CharField(max_length=60)
    number = models.PositiveIntegerField()
    happened_on = models.DateField()
    due = models.DateField()
    state = models.CharField(max_length=20)
    quiet_until = models.DateField(null=True, blank=True)
    owner = models.CharField(max_length=40, blank=True)
    made_on = models.DateField()
    moment = models.CharField(max_length=20, blank=True)
    told_on = models.DateField(null=True, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["child", "rule", "ref", "number"], name="an_item_stands_once"
            ),
        ]
        indexes = [
            models.Index(fields=["due", "child"], condition=Q(state="open"), name="open_deadlines"),
        ]

    privacy = {
        "id": "keep",
        "child": "keep",
        "rule": "keep",
        "ref": "keep",
        "number": "keep",
        "happened_on": "scrub",
        "due": "scrub",
        "state": "keep",
        "quiet_until": "keep",
        "owner": "keep",
        "made_on": "keep",
        "moment": "keep",
        "told_on": "keep",
    }


class Handling(models.Model):
    """What somebody has done with an item: done, put off, set aside or opened again, and the words for
    it. Kept by what the item is, not by its row, so that items can be worked out anew.

    `day` is when it was done, `until` the last day of a put-off, `next_on` the day people have set for
    the next time, `municipality` the code of the one that was notified. Without `by` a room saw at
    night that what is asked for is there.
    """

    child = models.ForeignKey(Child, models.PROTECT, related_name="deadline_handlings")
    rule = models.CharField(max_length=60)
    ref = models.CharField(max_length=60)
    number = models.PositiveIntegerField()
    kind = models.CharField(max_length=20)
    day = models.DateField()
    text = SecretTextField(blank=True)
    until = models.DateField(null=True, blank=True)
    next_on = models.DateField(null=True, blank=True)
    municipality = models.CharField(max_length=4, blank=True)
    by = models.ForeignKey(User, models.PROTECT, related_name="+", null=True, blank=True)
    at = models.DateTimeField(auto_now_add=True)

    class Meta:
        indexes = [models.Index(fields=["child", "rule"], name="handlings_of_a_rule")]

    privacy = {
        "id": "keep",
        "child": "keep",
        "rule": "keep",
        "ref": "keep",
        "number": "keep",
        "kind": "keep",
        "day": "scrub",
        "text": "secret",
        "until": "scrub",
        "next_on": "scrub",
        "municipality": "keep",
        "by": "keep",
        "at": "keep",
    }


class Kept(models.Model):
    """How far a child's items have been worked out: from which version of its course. `since` is the
    first day on which Skolespor remembered anything for it."""

    child = models.OneToOneField(Child, models.PROTECT, related_name="+")
    since = models.DateField()
    version = models.PositiveIntegerField()

    privacy = {"id": "keep", "child": "keep", "since": "keep", "version": "keep"}
