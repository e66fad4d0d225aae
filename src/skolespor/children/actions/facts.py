"""The day of birth, custody, protection, and the practical texts."""

from collections.abc import Collection
from datetime import date

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.utils import timezone

from skolespor.accounts.models import Organisation, User
from skolespor.accounts.permissions import Permission
from skolespor.accounts.roles import HOLDS_CUSTODY
from skolespor.audit import log
from skolespor.children import access, events, rules
from skolespor.children.actions.holding import hold, touch, touch_row
from skolespor.children.actions.seats import end_on, open_for_person
from skolespor.children.models import Child, Correction, Custody, PracticalNote
from skolespor.children.queries.page import PRACTICAL
from skolespor.core.versions import save_seen


@transaction.atomic
def write_birth_date(*, child: Child, birth_date: date, by: User) -> None:
    """The day of birth, where it was not known: birthdays and rights are counted from it."""
    _must(by, Permission.CHILD_CORRECT, child)
    touch(child)
    child.refresh_from_db(fields=["birth_date"])
    rules.check_unknown(child.birth_date)
    rules.check_born(birth_date, today=timezone.localdate())
    rules.check_agrees(child.birth_year, birth_date)
    child.birth_date = birth_date
    child.save(update_fields=["birth_date"])
    log.record(events.BIRTH_DATE_WRITTEN, by=by, about=child, child_id=child.pk)


@transaction.atomic
def record_custody(
    *,
    child: Child,
    name: str,
    relation: str,
    is_shared: bool,
    source: str,
    since: date,
    phone: str = "",
    user: User | None = None,
    by: User,
) -> Custody:
    """Who holds custody. When the person can sign in (`user`), a seat of their own opens."""
    _must(by, Permission.CUSTODY_RECORD, child)
    rules.check_custodian(name, since, today=timezone.localdate())
    custody = Custody.objects.create(
        child=child,
        name=name.strip(),
        relation=relation,
        is_shared=is_shared,
        source=source,
        since=since,
        phone=phone,
        user=user,
    )
    if user:
        open_for_person(child=child, user=user, role=HOLDS_CUSTODY, since=since, by=by)
    log.record(events.CUSTODY_RECORDED, by=by, about=custody, child_id=child.pk)
    return custody


@transaction.atomic
def end_custody(*, custody: Custody, last_day: date, by: User) -> None:
    """Custody ends, and with the same day the seat that followed from it."""
    _must(by, Permission.CUSTODY_RECORD, custody.child)
    touch_row(custody)
    rules.check_spell(custody.since, last_day, field="last_day")
    rules.check_open(custody.until is None)
    custody.until = last_day
    custody.save(update_fields=["until"])
    if custody.user:
        seats = custody.child.seats.filter(
            user=custody.user, role=HOLDS_CUSTODY, closed_at=None, until=None
        )
        end_on(seats, last_day, by=by)
    log.record(events.CUSTODY_ENDED, by=by, about=custody, child_id=custody.child_id)


@transaction.atomic
def protect(
    *,
    child: Child,
    users: Collection[User],
    organisations: Collection[Organisation],
    by: User,
) -> None:
    """Hide place and school from everybody but those named here. One always names oneself."""
    _must(by, Permission.CHILD_PROTECT, child)
    hold([child.pk])
    child.exemptions.all().delete()
    for user in {*users, by}:
        child.exemptions.create(user=user)
    for organisation in set(organisations):
        child.exemptions.create(organisation=organisation)
    child.is_protected = True
    child.save(update_fields=["is_protected"])
    count = len({*users, by}) + len(set(organisations))
    log.record(events.PROTECTED, by=by, about=child, child_id=child.pk, exempted=count)


@transaction.atomic
def unprotect(*, child: Child, reason: str, by: User) -> None:
    """Everybody with a seat sees place and school again. The reason is kept."""
    _must(by, Permission.CHILD_PROTECT, child)
    rules.check_reason(reason)
    Correction.objects.create(
        child=child,
        about="child",
        about_id=child.pk,
        before={"is_protected": True},
        reason=reason,
        by=by,
    )
    child.exemptions.all().delete()
    child.is_protected = False
    child.save(update_fields=["is_protected"])
    log.record(events.UNPROTECTED, by=by, about=child, child_id=child.pk)


@transaction.atomic
def save_note(*, child: Child, field: str, text: str, seen: int, by: User) -> PracticalNote:
    """A practical text. `seen` is the version the writer began from, 0 for none; when somebody
    saved meanwhile, `EditedMeanwhile` carries their text and nothing is written."""
    _must(by, Permission.PRACTICAL_WRITE, child)
    if field not in PRACTICAL or field not in access.sight_of(by, child):
        raise PermissionDenied
    note, is_new = PracticalNote.objects.get_or_create(
        child=child, field=field, defaults={"text": text, "edited_by": by}
    )
    if not is_new:
        save_seen(note, seen=seen, text=text, edited_by=by, edited_at=timezone.now())
    log.record(events.NOTE_SAVED, by=by, about=note, child_id=child.pk, field=field)
    return note


def _must(by: User, permission: Permission, child: Child) -> None:
    if not access.may_act(by, permission, child):
        raise PermissionDenied
