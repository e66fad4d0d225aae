from typing import Any

from django.contrib.auth.base_user import AbstractBaseUser, BaseUserManager
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from skolespor.accounts.roles import JOBS_AT, Role
from skolespor.core.content import label
from skolespor.core.fields import SecretTextField


class Accent(models.TextChoices):
    """One accent colour per municipality; each is dark enough for text on white."""

    PETROL = "petrol", _("Petroleum")
    BLUE = "blue", _("Blå")
    GREEN = "green", _("Grøn")
    VIOLET = "violet", _("Violet")
    PLUM = "plum", _("Blomme")
    BRICK = "brick", _("Tegl")
    OCHRE = "ochre-dark", _("Mørk okker")
    SLATE = "slate", _("Skifer")


class Organisation(models.Model):
    """A municipality, a school, a home, a foster family, a team: all that can hold a job or a seat.

    `code` is the four digits of a municipality or the six characters of an institution; empty for
    the rest. `municipality` is where it belongs or lies; empty for municipalities and the nation.
    `phone` answers by day, `duty_phone` in the evening and at night.
    """

    kind = models.CharField(max_length=40)
    code = models.CharField(max_length=6, blank=True)
    name = models.CharField(max_length=200)
    municipality = models.ForeignKey(
        "self", models.PROTECT, related_name="units", null=True, blank=True
    )
    school_type = models.CharField(max_length=40, blank=True)
    phone = models.CharField(max_length=30, blank=True)
    duty_phone = models.CharField(max_length=30, blank=True)
    address = SecretTextField(blank=True)
    accent = models.CharField(max_length=10, choices=Accent.choices, default=Accent.PETROL)

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(kind__in=list(JOBS_AT)), name="organisation_kind_is_known"
            ),
            models.CheckConstraint(
                condition=~Q(kind__in=["municipality", "school"]) | ~Q(code=""),
                name="municipality_and_school_have_a_code",
            ),
            models.CheckConstraint(
                condition=~Q(kind="municipality") | Q(municipality=None),
                name="municipality_belongs_to_none",
            ),
            models.UniqueConstraint(
                fields=["kind", "code"], condition=~Q(code=""), name="one_organisation_per_code"
            ),
        ]

    privacy = {
        "id": "keep",
        "kind": "keep",
        "code": "keep",
        "name": "keep",
        "municipality": "keep",
        "school_type": "keep",
        "phone": "keep",
        "duty_phone": "keep",
        "address": "secret",
        "accent": "keep",
    }

    def __str__(self) -> str:
        return self.name

    @property
    def kind_label(self) -> str:
        return label("organisation_kinds", self.kind)

    @property
    def home_municipality(self) -> "Organisation":
        """The municipality it is or belongs to; itself for the national agency."""
        return self.municipality or self


class UserManager(BaseUserManager["User"]):
    def create_user(self, email: str | None, password: str | None = None, **fields: Any) -> "User":
        user = User(email=self.normalize_email(email).lower() if email else None, **fields)
        user.set_password(password)
        user.save()
        return user

    def get_by_natural_key(self, username: str | None) -> "User":
        return self.get(email=(username or "").lower())


class User(AbstractBaseUser):
    """A person who can sign in. What they may do is said by job seats and seats around children.

    A child has no mail address; everybody else signs in with theirs.
    """

    email = models.EmailField(unique=True, null=True, blank=True)
    name = models.CharField(max_length=200)
    phone = models.CharField(max_length=30, blank=True)
    is_active = models.BooleanField(default=True)
    joined_at = models.DateTimeField(auto_now_add=True)

    objects = UserManager()

    kept: dict[str, Any] | None = None
    """What has been asked about the person during this request (`accounts.access.standing_of`).
    The middleware opens it; outside a request nothing is kept."""

    through: "User | None" = None
    """The adult with whose code a child came in, for as long as that session lasts: a code shows no more
    of what the child has said than the adult who made it may read."""

    USERNAME_FIELD = "email"
    EMAIL_FIELD = "email"

    privacy = {
        "id": "keep",
        "password": "scrub",
        "last_login": "keep",
        "email": "scrub",
        "name": "scrub",
        "phone": "scrub",
        "is_active": "keep",
        "joined_at": "keep",
    }

    def __str__(self) -> str:
        return self.name


def display_name(user: User) -> str:
    return user.name


class JobSeat(models.Model):
    """A person's job at an organisation, with one role, for some time.

    It ends with the last day, or at once when somebody closes it and says why.
    """

    user = models.ForeignKey(User, models.PROTECT, related_name="jobs")
    organisation = models.ForeignKey(Organisation, models.PROTECT, related_name="jobs")
    role = models.CharField(max_length=40)
    since = models.DateField()
    until = models.DateField(null=True, blank=True)
    closed_at = models.DateTimeField(null=True, blank=True)
    closed_reason = SecretTextField(blank=True)

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(role__in=[role.value for role in Role]), name="job_role_is_known"
            ),
            models.CheckConstraint(
                condition=Q(until=None) | Q(until__gte=F("since")), name="job_ends_after_it_starts"
            ),
            models.CheckConstraint(
                condition=Q(closed_at=None) | Q(until__isnull=False),
                name="closed_job_has_a_last_day",
            ),
        ]

    privacy = {
        "id": "keep",
        "user": "keep",
        "organisation": "keep",
        "role": "keep",
        "since": "keep",
        "until": "keep",
        "closed_at": "keep",
        "closed_reason": "secret",
    }

    @property
    def role_label(self) -> str:
        return Role(self.role).label


class Deputy(models.Model):
    """Somebody who has another's access for some days: the children of one job seat.

    Counts only while both work at the same organisation. The log shows the deputy.
    """

    job = models.ForeignKey(JobSeat, models.CASCADE, related_name="deputies")
    user = models.ForeignKey(User, models.PROTECT, related_name="deputy_for")
    since = models.DateField()
    until = models.DateField()
    closed_at = models.DateTimeField(null=True, blank=True)
    named_by = models.ForeignKey(User, models.PROTECT, related_name="+")

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(until__gte=F("since")), name="deputy_ends_after_it_starts"
            ),
        ]

    privacy = {
        "id": "keep",
        "job": "keep",
        "user": "keep",
        "since": "keep",
        "until": "keep",
        "closed_at": "keep",
        "named_by": "keep",
    }


class Invitation(models.Model):
    """A link by mail to a person who is to have a job seat. Only a fingerprint of it is stored.

    Nobody has invited the first administrator of a municipality: the command `begin` has.
    """

    email = models.EmailField()
    name = models.CharField(max_length=200)
    organisation = models.ForeignKey(Organisation, models.PROTECT, related_name="invitations")
    role = models.CharField(max_length=40)
    job_until = models.DateField(null=True, blank=True)
    fingerprint = models.CharField(max_length=64, unique=True)
    invited_by = models.ForeignKey(User, models.PROTECT, related_name="+", null=True, blank=True)
    invited_at = models.DateTimeField(auto_now_add=True)
    expires_on = models.DateField()
    accepted_at = models.DateTimeField(null=True, blank=True)
    withdrawn_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(accepted_at=None) | Q(withdrawn_at=None),
                name="invitation_is_accepted_or_withdrawn",
            ),
        ]

    privacy = {
        "id": "keep",
        "email": "scrub",
        "name": "scrub",
        "organisation": "keep",
        "role": "keep",
        "job_until": "keep",
        "fingerprint": "scrub",
        "invited_by": "keep",
        "invited_at": "keep",
        "expires_on": "keep",
        "accepted_at": "keep",
        "withdrawn_at": "keep",
    }

    @property
    def role_label(self) -> str:
        return Role(self.role).label


class LocalRule(models.Model):
    """A municipality's own cadence for a rule that is not law, with its first day.

    `n` counts in the unit of the rule in content/deadlines.yaml. Every version is kept.
    """

    municipality = models.ForeignKey(Organisation, models.PROTECT, related_name="local_rules")
    rule = models.CharField(max_length=60)
    n = models.PositiveSmallIntegerField()
    valid_from = models.DateField()
    set_by = models.ForeignKey(User, models.PROTECT, related_name="+")
    set_at = models.DateTimeField(auto_now=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["municipality", "rule", "valid_from"], name="one_local_rule_per_first_day"
            ),
            models.CheckConstraint(condition=Q(n__gte=1), name="local_rule_is_at_least_one"),
        ]

    privacy = {
        "id": "keep",
        "municipality": "keep",
        "rule": "keep",
        "n": "keep",
        "valid_from": "keep",
        "set_by": "keep",
        "set_at": "keep",
    }
