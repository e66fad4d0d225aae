from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from skolespor.accounts.models import JobSeat, Organisation, User
from skolespor.accounts.roles import PERSONAL, Role
from skolespor.core.content import label
from skolespor.core.fields import SecretJSONField, SecretTextField


class Child(models.Model):
    """A child or young person. Who may see it is said by its network, by nothing else.

    Three municipalities: the acting one has the responsibility, the home one is school law's word
    for where the child belongs, and the host one is where it lives now (`Placement.municipality`).
    `version` counts changes of what is known; a merged double points to the one that is kept.
    """

    first_name = models.CharField(max_length=100)
    last_name = models.CharField(max_length=100, blank=True)
    birth_year = models.PositiveSmallIntegerField()
    birth_date = models.DateField(null=True, blank=True)
    cpr = SecretTextField(blank=True)
    cpr_index = models.CharField(max_length=64, blank=True, db_index=True)
    acting_municipality = models.ForeignKey(
        Organisation, models.PROTECT, related_name="acting_children"
    )
    home_municipality = models.ForeignKey(
        Organisation, models.PROTECT, related_name="+", null=True, blank=True
    )
    is_protected = models.BooleanField(default=False)
    user = models.OneToOneField(User, models.PROTECT, related_name="child", null=True, blank=True)
    merged_into = models.ForeignKey(
        "self", models.PROTECT, related_name="doubles", null=True, blank=True
    )
    version = models.PositiveIntegerField(default=1)

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(merged_into=None) | ~Q(merged_into=F("pk")),
                name="child_is_not_its_own_double",
            ),
            models.CheckConstraint(
                condition=Q(birth_date=None) | Q(birth_date__year=F("birth_year")),
                name="birth_date_lies_in_birth_year",
            ),
        ]
        indexes = [models.Index(fields=["birth_year", "first_name"], name="child_by_birth_year")]

    privacy = {
        "id": "keep",
        "first_name": "scrub",
        "last_name": "scrub",
        "birth_year": "scrub",
        "birth_date": "scrub",
        "cpr": "secret",
        "cpr_index": "scrub",
        "acting_municipality": "keep",
        "home_municipality": "keep",
        "is_protected": "keep",
        "user": "keep",
        "merged_into": "keep",
        "version": "keep",
    }

    def __str__(self) -> str:
        return f"{self.first_name} {self.last_name}".strip()


class Placement(models.Model):
    """Where a child lives, from the day of moving in to the last day, both included.

    The place is a home or a family that Skolespor knows (`organisation`), or just words.
    `municipality` is where it lies. A withdrawn placement never was; it stays as history.
    """

    child = models.ForeignKey(Child, models.PROTECT, related_name="placements")
    type = models.CharField(max_length=40)
    organisation = models.ForeignKey(
        Organisation, models.PROTECT, related_name="placements", null=True, blank=True
    )
    place_name = SecretTextField(blank=True)
    address = SecretTextField(blank=True)
    municipality = models.ForeignKey(Organisation, models.PROTECT, related_name="+")
    legal_basis = models.CharField(max_length=40, blank=True)
    since = models.DateField()
    until = models.DateField(null=True, blank=True)
    end_reason = models.CharField(max_length=40, blank=True)
    withdrawn_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(until=None) | Q(until__gte=F("since")),
                name="placement_ends_after_it_starts",
            ),
            models.UniqueConstraint(
                fields=["child"],
                condition=Q(until=None, withdrawn_at=None),
                name="one_open_placement_per_child",
            ),
        ]

    privacy = {
        "id": "keep",
        "child": "keep",
        "type": "keep",
        "organisation": "keep",
        "place_name": "secret",
        "address": "secret",
        "municipality": "keep",
        "legal_basis": "keep",
        "since": "keep",
        "until": "keep",
        "end_reason": "keep",
        "withdrawn_at": "keep",
    }

    seat_field = "placement"
    """How a seat points to what it follows from."""

    @property
    def house(self) -> Organisation | None:
        """Whose seat follows from this."""
        return self.organisation

    @property
    def type_label(self) -> str:
        return label("placement_types", self.type)


class Enrolment(models.Model):
    """A child is a pupil of a school, in one grade and class, first and last day included."""

    child = models.ForeignKey(Child, models.PROTECT, related_name="enrolments")
    school = models.ForeignKey(Organisation, models.PROTECT, related_name="enrolments")
    grade = models.PositiveSmallIntegerField(null=True, blank=True)
    class_name = models.CharField(max_length=20, blank=True)
    since = models.DateField()
    until = models.DateField(null=True, blank=True)
    end_cause = models.CharField(max_length=40, blank=True)
    withdrawn_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(until=None) | Q(until__gte=F("since")),
                name="enrolment_ends_after_it_starts",
            ),
            models.CheckConstraint(
                condition=Q(grade=None) | Q(grade__lte=10), name="grade_is_0_to_10"
            ),
            models.UniqueConstraint(
                fields=["child", "school"],
                condition=Q(until=None, withdrawn_at=None),
                name="one_open_enrolment_per_school",
            ),
        ]

    privacy = {
        "id": "keep",
        "child": "keep",
        "school": "keep",
        "grade": "keep",
        "class_name": "keep",
        "since": "keep",
        "until": "keep",
        "end_cause": "keep",
        "withdrawn_at": "keep",
    }

    seat_field = "enrolment"

    @property
    def house(self) -> Organisation:
        return self.school

    @property
    def grade_label(self) -> str:
        """ "3.B", "3. klasse", or nothing when the grade is not known."""
        if self.grade is None:
            return self.class_name
        return self.class_name or label("grades", f"grade_{self.grade}")


class Custody(models.Model):
    """Who holds custody, from when, and how we know."""

    class Relation(models.TextChoices):
        MOTHER = "mother", _("Mor")
        FATHER = "father", _("Far")
        GUARDIAN = "guardian", _("Værge")
        OTHER = "other", _("En anden")

    class Source(models.TextChoices):
        CPR = "cpr", _("CPR-registret")
        DECISION = "decision", _("En afgørelse eller en aftale på skrift")
        TOLD = "told", _("Vi har fået det fortalt")

    child = models.ForeignKey(Child, models.PROTECT, related_name="custodies")
    name = SecretTextField()
    relation = models.CharField(max_length=20)
    is_shared = models.BooleanField()
    phone = SecretTextField(blank=True)
    source = models.CharField(max_length=20)
    user = models.ForeignKey(User, models.PROTECT, related_name="custodies", null=True, blank=True)
    since = models.DateField()
    until = models.DateField(null=True, blank=True)

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(until=None) | Q(until__gte=F("since")),
                name="custody_ends_after_it_starts",
            ),
        ]

    privacy = {
        "id": "keep",
        "child": "keep",
        "name": "secret",
        "relation": "keep",
        "is_shared": "keep",
        "phone": "secret",
        "source": "keep",
        "user": "keep",
        "since": "keep",
        "until": "keep",
    }


class BreakGlass(models.Model):
    """Somebody on duty opened a child without a seat, said why, and is reviewed for it."""

    child = models.ForeignKey(Child, models.PROTECT, related_name="break_glasses")
    job = models.ForeignKey(JobSeat, models.PROTECT, related_name="break_glasses")
    reason = SecretTextField()
    at = models.DateTimeField(auto_now_add=True)
    reviewed_at = models.DateTimeField(null=True, blank=True)
    reviewed_by = models.ForeignKey(User, models.PROTECT, related_name="+", null=True, blank=True)
    in_order = models.BooleanField(null=True, blank=True)
    review_note = SecretTextField(blank=True)

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(reviewed_at=None, reviewed_by=None, in_order=None)
                | Q(reviewed_at__isnull=False, reviewed_by__isnull=False, in_order__isnull=False),
                name="review_has_time_person_and_answer",
            ),
        ]

    privacy = {
        "id": "keep",
        "child": "keep",
        "job": "keep",
        "reason": "secret",
        "at": "keep",
        "reviewed_at": "keep",
        "reviewed_by": "keep",
        "in_order": "keep",
        "review_note": "secret",
    }


class NetworkSeat(models.Model):
    """A place around one child, with a first and a last day.

    Held by a person in their own right (`user`, with a role: the child, a custody holder), by a
    person's job (`job`: a case worker), or by an organisation (`organisation`: a school, a home, a
    family, a team). A job seat that ends takes its seats with it. A seat that follows from a
    placement or an enrolment ends with it.
    """

    child = models.ForeignKey(Child, models.PROTECT, related_name="seats")
    user = models.ForeignKey(User, models.PROTECT, related_name="seats", null=True, blank=True)
    role = models.CharField(max_length=40, blank=True)
    job = models.ForeignKey(JobSeat, models.PROTECT, related_name="seats", null=True, blank=True)
    organisation = models.ForeignKey(
        Organisation, models.PROTECT, related_name="seats", null=True, blank=True
    )
    since = models.DateField()
    until = models.DateField(null=True, blank=True)
    closed_at = models.DateTimeField(null=True, blank=True)
    closed_reason = SecretTextField(blank=True)
    placement = models.ForeignKey(
        Placement, models.PROTECT, related_name="seats", null=True, blank=True
    )
    enrolment = models.ForeignKey(
        Enrolment, models.PROTECT, related_name="seats", null=True, blank=True
    )
    break_glass = models.ForeignKey(
        BreakGlass, models.PROTECT, related_name="seats", null=True, blank=True
    )

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(user__isnull=False, job=None, organisation=None)
                | Q(user=None, job__isnull=False, organisation=None)
                | Q(user=None, job=None, organisation__isnull=False),
                name="seat_is_held_by_a_person_a_job_or_an_organisation",
            ),
            models.CheckConstraint(
                condition=Q(user=None, role="")
                | Q(user__isnull=False, role__in=[role.value for role in PERSONAL]),
                name="only_a_persons_own_seat_has_a_role",
            ),
            models.CheckConstraint(
                condition=Q(until=None) | Q(until__gte=F("since")),
                name="seat_ends_after_it_starts",
            ),
            models.CheckConstraint(
                condition=Q(break_glass=None) | Q(until__isnull=False),
                name="break_glass_seat_has_a_last_day",
            ),
        ]

    privacy = {
        "id": "keep",
        "child": "keep",
        "user": "keep",
        "role": "keep",
        "job": "keep",
        "organisation": "keep",
        "since": "keep",
        "until": "keep",
        "closed_at": "keep",
        "closed_reason": "secret",
        "placement": "keep",
        "enrolment": "keep",
        "break_glass": "keep",
    }


class Naming(models.Model):
    """A member of staff whom the leader lets in on the organisation's seat for one child.

    Always with a last day: the end of the school year at the latest.
    """

    seat = models.ForeignKey(NetworkSeat, models.PROTECT, related_name="namings")
    job = models.ForeignKey(JobSeat, models.PROTECT, related_name="namings")
    role = models.CharField(max_length=40)
    since = models.DateField()
    until = models.DateField()
    closed_at = models.DateTimeField(null=True, blank=True)
    named_by = models.ForeignKey(User, models.PROTECT, related_name="+")

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(until__gte=F("since")), name="naming_ends_after_it_starts"
            ),
            models.CheckConstraint(
                condition=Q(role__in=[role.value for role in Role]), name="naming_role_is_known"
            ),
        ]

    privacy = {
        "id": "keep",
        "seat": "keep",
        "job": "keep",
        "role": "keep",
        "since": "keep",
        "until": "keep",
        "closed_at": "keep",
        "named_by": "keep",
    }

    @property
    def role_label(self) -> str:
        return Role(self.role).label


class ProtectionExemption(models.Model):
    """Somebody who may see where a protected child is: a person, or all whom an organisation's
    seat lets in. Without a row here, place and school are hidden, whatever the role."""

    child = models.ForeignKey(Child, models.PROTECT, related_name="exemptions")
    user = models.ForeignKey(User, models.PROTECT, related_name="+", null=True, blank=True)
    organisation = models.ForeignKey(
        Organisation, models.PROTECT, related_name="+", null=True, blank=True
    )

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(user=None, organisation__isnull=False)
                | Q(user__isnull=False, organisation=None),
                name="exemption_is_for_a_person_or_an_organisation",
            ),
            models.UniqueConstraint(
                fields=["child", "user"], name="one_exemption_per_child_and_person"
            ),
            models.UniqueConstraint(
                fields=["child", "organisation"], name="one_exemption_per_child_and_organisation"
            ),
        ]

    privacy = {"id": "keep", "child": "keep", "user": "keep", "organisation": "keep"}


class PracticalNote(models.Model):
    """One practical text about a child: permissions, health the school must know of, contact days.

    `field` is an id of the list `access_fields`: who may read it is said there.
    """

    child = models.ForeignKey(Child, models.PROTECT, related_name="practical_notes")
    field = models.CharField(max_length=40)
    text = SecretTextField(blank=True)
    version = models.PositiveIntegerField(default=1)
    edited_by = models.ForeignKey(User, models.PROTECT, related_name="+")
    edited_at = models.DateTimeField(auto_now=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["child", "field"], name="one_practical_note_per_field"),
        ]

    privacy = {
        "id": "keep",
        "child": "keep",
        "field": "keep",
        "text": "secret",
        "version": "keep",
        "edited_by": "keep",
        "edited_at": "keep",
    }


class Correction(models.Model):
    """What stood before something was corrected, and why. Rectification keeps history.

    `about` is "placement", "enrolment" or "child", `about_id` its id, `before` the old values.
    """

    child = models.ForeignKey(Child, models.PROTECT, related_name="corrections")
    about = models.CharField(max_length=20)
    about_id = models.BigIntegerField()
    before = SecretJSONField()
    reason = SecretTextField()
    by = models.ForeignKey(User, models.PROTECT, related_name="+")
    at = models.DateTimeField(auto_now_add=True)

    privacy = {
        "id": "keep",
        "child": "keep",
        "about": "keep",
        "about_id": "keep",
        "before": "secret",
        "reason": "secret",
        "by": "keep",
        "at": "keep",
    }


class MatchOffer(models.Model):
    """A newly created child that may be one we have. The acting municipality decides; until then
    both stand side by side and neither opens the other."""

    class Answer(models.TextChoices):
        WAITING = "waiting"
        SAME = "same"
        DIFFERENT = "different"

    new = models.ForeignKey(Child, models.PROTECT, related_name="+")
    known = models.ForeignKey(Child, models.PROTECT, related_name="match_offers")
    created_by_organisation = models.ForeignKey(Organisation, models.PROTECT, related_name="+")
    answer = models.CharField(max_length=10, choices=Answer.choices, default=Answer.WAITING)
    offered_at = models.DateTimeField(auto_now_add=True)
    answered_at = models.DateTimeField(null=True, blank=True)
    answered_by = models.ForeignKey(User, models.PROTECT, related_name="+", null=True, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["new", "known"], name="one_offer_per_pair"),
        ]

    privacy = {
        "id": "keep",
        "new": "keep",
        "known": "keep",
        "created_by_organisation": "keep",
        "answer": "keep",
        "offered_at": "keep",
        "answered_at": "keep",
        "answered_by": "keep",
    }
