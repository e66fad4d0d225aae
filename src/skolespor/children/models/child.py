"""The child, where it lives, where it learns, and who holds custody."""

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from skolespor.accounts.models import Organisation, User
from skolespor.children.rules import LONGEST_CLASS
from skolespor.core.content import label
from skolespor.core.fields import SecretTextField

GATHERED: list[str] = []
"""Related names of what rooms above keep at a child. When two children were one, all of it goes to the one
that is kept. Each room adds its own in its models.py."""


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
    """A child is a pupil of a school, in one grade and class, first and last day included.

    `school_type` is what the register calls the offer; empty where nobody has said, and then it is the
    school's own.
    """

    child = models.ForeignKey(Child, models.PROTECT, related_name="enrolments")
    school = models.ForeignKey(Organisation, models.PROTECT, related_name="enrolments")
    grade = models.PositiveSmallIntegerField(null=True, blank=True)
    class_name = models.CharField(max_length=LONGEST_CLASS, blank=True)
    school_type = models.CharField(max_length=40, blank=True)
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
        "school_type": "keep",
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
