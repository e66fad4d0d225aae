"""Who has a place around the child: seats, namings, break-glass, and who may know where it is."""

from django.db import models
from django.db.models import F, Q

from skolespor.accounts.models import JobSeat, Organisation, User
from skolespor.accounts.roles import PERSONAL, Role
from skolespor.children.models.child import Child, Enrolment, Placement
from skolespor.core.fields import SecretTextField


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
