from django.db import models
from django.db.models import F, Q

from skolespor.accounts.lines import Line
from skolespor.accounts.models import Organisation, User
from skolespor.core.fields import SecretJSONField
from skolespor.reviews.rules.shown import HIGHEST, LOWEST, Mode
from skolespor.reviews.rules.spread import FOCUS_MAX
from skolespor.reviews.states import State

LINES = [line.value for line in Line]


class OwnStatement(models.Model):
    """A municipality's own wording of a statement, a statement it leaves out, or one it has added.
    Used in rounds that begin afterwards. Empty texts mean those of the content."""

    municipality = models.ForeignKey(Organisation, models.PROTECT, related_name="+")
    code = models.CharField(max_length=40)
    theme = models.CharField(max_length=40)
    text = models.TextField(blank=True)
    school = models.TextField(blank=True)
    authority = models.TextField(blank=True)
    placement = models.TextField(blank=True)
    prompt = models.TextField(blank=True)
    is_left_out = models.BooleanField(default=False)
    version = models.PositiveIntegerField(default=1)
    edited_by = models.ForeignKey(User, models.PROTECT, related_name="+")
    edited_at = models.DateTimeField(auto_now=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["municipality", "code"], name="one_own_wording_per_statement"
            ),
        ]

    privacy = {
        "id": "keep",
        "municipality": "keep",
        "code": "keep",
        "theme": "keep",
        "text": "keep",
        "school": "keep",
        "authority": "keep",
        "placement": "keep",
        "prompt": "keep",
        "is_left_out": "keep",
        "version": "keep",
        "edited_by": "keep",
        "edited_at": "keep",
    }


class Round(models.Model):
    """One time that a municipality reviews itself. `instrument` is what was asked, for good; `results`
    is all that may be shown, made when the round was closed. Until then there are sheets, afterwards
    there are none."""

    municipality = models.ForeignKey(Organisation, models.PROTECT, related_name="review_rounds")
    instrument = models.JSONField()
    state = models.CharField(max_length=10, default=State.OPEN.value)
    answer_by = models.DateField()
    begun_on = models.DateField()
    begun_by = models.ForeignKey(User, models.PROTECT, related_name="+")
    closed_on = models.DateField(null=True, blank=True)
    closed_by = models.ForeignKey(User, models.PROTECT, related_name="+", null=True, blank=True)
    results = SecretJSONField(default=dict)

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(state__in=[state.value for state in State]),
                name="round_state_is_known",
            ),
            models.CheckConstraint(
                condition=Q(state=State.OPEN.value, closed_on=None)
                | Q(~Q(state=State.OPEN.value), closed_on__isnull=False),
                name="round_is_over_from_a_day",
            ),
            models.UniqueConstraint(
                fields=["municipality"],
                condition=Q(state=State.OPEN.value),
                name="one_open_round_per_municipality",
            ),
        ]

    privacy = {
        "id": "keep",
        "municipality": "keep",
        "instrument": "keep",
        "state": "keep",
        "answer_by": "keep",
        "begun_on": "keep",
        "begun_by": "keep",
        "closed_on": "keep",
        "closed_by": "keep",
        "results": "secret",
    }


class LineInRound(models.Model):
    """One of the three lines in a round: how it answers. `is_locked` from the first answer on."""

    round = models.ForeignKey(Round, models.CASCADE, related_name="lines")
    line = models.CharField(max_length=20)
    mode = models.CharField(max_length=20, blank=True)
    is_locked = models.BooleanField(default=False)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["round", "line"], name="each_line_once_in_a_round"),
            models.CheckConstraint(condition=Q(line__in=LINES), name="review_line_is_known"),
            models.CheckConstraint(
                condition=Q(mode__in=["", *(mode.value for mode in Mode)]),
                name="answer_mode_is_known",
            ),
            models.CheckConstraint(
                condition=Q(is_locked=False) | ~Q(mode=""), name="locked_line_has_a_mode"
            ),
        ]

    privacy = {
        "id": "keep",
        "round": "keep",
        "line": "keep",
        "mode": "keep",
        "is_locked": "keep",
    }


class Answerer(models.Model):
    """Somebody who is invited to answer for a line: with an account (`user`), or by a link of which only
    a fingerprint is stored. `browser` is that of the browser in which the link was opened first; in any
    other it opens nothing. Nothing here says whether the person has answered."""

    line = models.ForeignKey(LineInRound, models.CASCADE, related_name="answerers")
    name = models.CharField(max_length=200)
    email = models.EmailField()
    user = models.ForeignKey(User, models.PROTECT, related_name="+", null=True, blank=True)
    chooses = models.BooleanField(default=False)
    fingerprint = models.CharField(max_length=64, blank=True)
    browser = models.CharField(max_length=64, blank=True)
    expires_on = models.DateField()
    invited_by = models.ForeignKey(User, models.PROTECT, related_name="+")
    withdrawn_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["fingerprint"],
                condition=~Q(fingerprint=""),
                name="one_answerer_per_link",
            ),
            models.UniqueConstraint(
                fields=["line", "email"],
                condition=Q(withdrawn_at=None),
                name="each_person_answers_once_for_a_line",
            ),
            models.UniqueConstraint(
                fields=["line"],
                condition=Q(chooses=True, withdrawn_at=None),
                name="one_chooses_for_a_line",
            ),
            models.CheckConstraint(
                condition=Q(user=None) | Q(fingerprint=""), name="account_or_link_never_both"
            ),
        ]

    privacy = {
        "id": "keep",
        "line": "keep",
        "name": "scrub",
        "email": "scrub",
        "user": "keep",
        "chooses": "keep",
        "fingerprint": "scrub",
        "browser": "scrub",
        "expires_on": "keep",
        "invited_by": "keep",
        "withdrawn_at": "keep",
    }


class Sheet(models.Model):
    """Answers, encrypted: a line's own together, or one person's. The key is made of the answerer's
    number with the house's key (`queries.sheets.key_of`): no column leads from a sheet to a person, and
    there is no time on it. Deleted when the round is closed.

    `answers`: by statement `value`, `text`, `by` (a name, answering together only) and `version`, that
    of the sheet when it was written.
    """

    key = models.CharField(max_length=64, primary_key=True)
    line = models.ForeignKey(LineInRound, models.CASCADE, related_name="sheets")
    answers = SecretJSONField(default=dict)
    confirmed = models.PositiveIntegerField(default=0)
    version = models.PositiveIntegerField(default=1)
    is_handed_in = models.BooleanField(default=False)

    privacy = {
        "key": "keep",
        "line": "keep",
        "answers": "secret",
        "confirmed": "keep",
        "version": "keep",
        "is_handed_in": "keep",
    }


class Agreement(models.Model):
    """What the lines agree on about a statement when they have seen each other's answers, and what they
    still disagree about."""

    round = models.ForeignKey(Round, models.PROTECT, related_name="agreements")
    statement = models.CharField(max_length=40)
    value = models.PositiveSmallIntegerField(null=True, blank=True)
    note = models.TextField()
    version = models.PositiveIntegerField(default=1)
    written_by = models.ForeignKey(User, models.PROTECT, related_name="+")
    written_on = models.DateField()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["round", "statement"], name="one_agreement_per_statement"
            ),
            models.CheckConstraint(
                condition=Q(value=None) | Q(value__gte=LOWEST, value__lte=HIGHEST),
                name="agreement_is_on_the_scale",
            ),
        ]

    privacy = {
        "id": "keep",
        "round": "keep",
        "statement": "keep",
        "value": "keep",
        "note": "scrub",
        "version": "keep",
        "written_by": "keep",
        "written_on": "keep",
    }


class Focus(models.Model):
    """What a municipality has chosen to work on. `place` is one of three, so that there are never more.

    From a round or without one; `theme` and `statement` are ids of the content or of the municipality's
    own, empty where it says it in its own `words`. `alone` is why one focus is enough, where there is
    only one (`v_focus_count` in content/advisory_course.yaml).
    """

    municipality = models.ForeignKey(Organisation, models.PROTECT, related_name="focus_areas")
    round = models.ForeignKey(
        Round, models.PROTECT, related_name="focus_areas", null=True, blank=True
    )
    place = models.PositiveSmallIntegerField()
    theme = models.CharField(max_length=40, blank=True)
    statement = models.CharField(max_length=40, blank=True)
    words = models.CharField(max_length=200)
    why = models.TextField()
    alone = models.TextField(blank=True)
    version = models.PositiveIntegerField(default=1)
    chosen_on = models.DateField()
    chosen_by = models.ForeignKey(User, models.PROTECT, related_name="+")
    ended_on = models.DateField(null=True, blank=True)

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(place__gte=1, place__lte=FOCUS_MAX),
                name="focus_has_one_of_three_places",
            ),
            models.UniqueConstraint(
                fields=["municipality", "place"],
                condition=Q(ended_on=None),
                name="at_most_three_open_focus_areas",
            ),
            models.CheckConstraint(
                condition=Q(ended_on=None) | Q(ended_on__gte=F("chosen_on")),
                name="focus_ends_after_it_is_chosen",
            ),
        ]

    privacy = {
        "id": "keep",
        "municipality": "keep",
        "round": "keep",
        "place": "keep",
        "theme": "keep",
        "statement": "keep",
        "words": "scrub",
        "why": "scrub",
        "alone": "scrub",
        "version": "keep",
        "chosen_on": "keep",
        "chosen_by": "keep",
        "ended_on": "keep",
    }
