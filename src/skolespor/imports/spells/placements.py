"""Placements out of a file: children are created and matched, and other municipalities are asked."""

from collections.abc import Collection, Iterable, Mapping, Sequence

from django.utils import timezone

from skolespor.accounts.models import Organisation, User
from skolespor.accounts.permissions import Permission
from skolespor.children import access
from skolespor.children.actions.holding import hold
from skolespor.children.actions.registered import (
    ask_for_owners,
    protect_by_register,
    register_child,
    rename,
)
from skolespor.children.models import Child
from skolespor.core.fields import blind_index
from skolespor.imports import events
from skolespor.imports.examine import Examined
from skolespor.imports.late import catch_up
from skolespor.imports.municipalities import municipality_of
from skolespor.imports.spells.course import Course
from skolespor.imports.spells.models import Hosted, Told
from skolespor.imports.spells.outcome import Outcome
from skolespor.imports.spells.registers import Enrolments, Placements
from skolespor.imports.spells.rows import PLACEMENTS, PlacementRow
from skolespor.imports.spells.rules import birth_date
from skolespor.imports.spells.tables import placement_rows
from skolespor.notices.actions import tell

YES = "ja"
ONE_BITE = 500


def take_in(examined: Examined, *, sender: Organisation, by: User | None) -> Outcome:
    """Rows of the sender's own children create and change children; the others wait."""
    rows, outcome = placement_rows(examined), Outcome(sender)
    own = [row for row in rows if row.acting == sender.code]
    others = [row for row in rows if row.acting != sender.code]
    indexes = {row.cpr: blind_index("cpr", row.cpr) for row in rows}
    children = _children(own, indexes, outcome, by=by)
    gone = _take_out(rows, indexes, sender)
    hold([*(child.pk for child in children.values()), *gone])
    with outcome.watching_seats({*(child.pk for child in children.values()), *gone}):
        _tell(own, children, sender, by=by)
        _settle_hosted(own, others, indexes, sender, outcome)
        work_out({child.pk for child in children.values()} | gone.keys(), gone, outcome, by=by)
    if outcome.counts["created"]:
        ask_for_owners(sender)
    return outcome


def work_out(
    children: Collection[int],
    gone: Mapping[int, Collection[int]],
    outcome: Outcome,
    *,
    by: User | None,
) -> None:
    """The course of each child anew. Where it lives decides whose word about its school counts, so
    its enrolments are worked out after. `gone` are placements that are told of no more, by child."""
    for child in Child.objects.filter(pk__in=children).order_by("pk"):
        Course(Placements(child), gone=gone.get(child.pk, ()), outcome=outcome, by=by).work_out()
    catch_up(children, by=by)
    for child in Child.objects.filter(pk__in=children).order_by("pk"):
        Course(Enrolments(child), outcome=outcome, by=by).work_out()


def _children(
    rows: Iterable[PlacementRow], indexes: Mapping[str, str], outcome: Outcome, *, by: User | None
) -> dict[str, Child]:
    """The sender's child for each CPR number: known, or new."""
    found: dict[str, Child] = {}
    known = _known({indexes[row.cpr] for row in rows}, outcome.sender)
    for row in rows:
        child = found.get(row.cpr) or known.get(indexes[row.cpr])
        if child is None:
            child = register_child(
                cpr=row.cpr,
                birth_date=birth_date(row.cpr, before=row.since),
                acting_municipality=outcome.sender,
                first_name=row.first_name,
                last_name=row.last_name,
                is_protected=row.is_protected == YES,
                by=by,
            )
            outcome.count(child, "created")
        elif row.cpr not in found:
            outcome.count(child, "matched")
        found.setdefault(row.cpr, child)
        outcome.rows.setdefault(child.pk, row.row)
    return found


def _known(indexes: Collection[str], sender: Organisation) -> dict[str, Child]:
    known: dict[str, Child] = {}
    for bite in _bites(sorted(indexes)):
        children = Child.objects.filter(
            cpr_index__in=bite, acting_municipality=sender, merged_into=None
        )
        for child in children.order_by("pk"):
            known.setdefault(child.cpr_index, child)
    return known


def _take_out(
    rows: Iterable[PlacementRow], indexes: Mapping[str, str], sender: Organisation
) -> dict[int, list[int]]:
    """What the sender told before as its own child's and now tells as another's: the placements that
    go with it, by child."""
    gone: dict[int, list[int]] = {}
    for row in rows:
        if row.acting == sender.code:
            continue
        told = Told.objects.filter(
            sender=sender,
            kind=PLACEMENTS,
            confirmed=False,
            since=row.since,
            child__cpr_index=indexes[row.cpr],
        )
        for one in told.select_related("child"):
            gone.setdefault(one.kept_child, []).extend(
                [one.placement_id] if one.placement_id else []
            )
            one.delete()
    return gone


def _tell(
    rows: Iterable[PlacementRow],
    children: Mapping[str, Child],
    sender: Organisation,
    *,
    by: User | None,
) -> None:
    """Keep what the rows say. A name and a protection count when they are new."""
    for row in rows:
        child = children[row.cpr]
        before = Told.objects.filter(
            child=child, sender=sender, kind=PLACEMENTS, since=row.since
        ).first()
        if before is None:
            Told.objects.create(
                child=child, sender=sender, kind=PLACEMENTS, since=row.since, facts=row.facts
            )
        elif before.facts != row.facts or before.confirmed:
            Told.objects.filter(pk=before.pk).update(facts=row.facts, confirmed=False)
        rename(child=child, first_name=row.first_name, last_name=row.last_name)
        was_told = before is not None and before.facts["is_protected"] == YES
        if row.is_protected == YES and not was_told:
            protect_by_register(child=child, by=by)


def _settle_hosted(
    own: Sequence[PlacementRow],
    others: Sequence[PlacementRow],
    indexes: Mapping[str, str],
    sender: Organisation,
    outcome: Outcome,
) -> None:
    """What other municipalities told of the sender's children is confirmed by the same spell in the
    sender's file; what the sender tells of theirs is kept, and waits."""
    for row in own:
        about = Hosted.objects.filter(cpr_index=indexes[row.cpr], since=row.since)
        about.filter(sender=sender).delete()
        about = about.filter(acting=sender)
        if row.municipality:  # it does not live with anybody else who says so
            about = about.filter(sender__code=row.municipality)
        about.update(answer=Hosted.Answer.CONFIRMED, answered_at=timezone.now())
    asked = set()
    for row in others:
        acting = municipality_of(row.acting)
        if _host(row, indexes[row.cpr], sender, acting):
            asked.add(acting)
        outcome.counts["hosted"] += 1
    for acting in asked:
        deciders = access.in_municipality(acting, Permission.MATCH_DECIDE)
        tell(events.HOSTED_WAITS, deciders, key=f"hosted-{sender.pk}-{timezone.localdate()}")


def _host(row: PlacementRow, index: str, sender: Organisation, acting: Organisation) -> bool:
    """Whether somebody is to be asked. The same row again keeps its answer; another one asks again.
    The child lives with the sender, unless the row says where."""
    said = {**row.facts, "municipality": row.municipality or sender.code}
    facts = {
        "acting": acting,
        "cpr": row.cpr,
        "first_name": row.first_name,
        "last_name": row.last_name,
        "facts": said,
    }
    known = Hosted.objects.filter(sender=sender, cpr_index=index, since=row.since).first()
    if known and known.facts == said and known.acting == acting:
        return False
    own = Told.objects.filter(
        child__cpr_index=index, kind=PLACEMENTS, sender=acting, since=row.since
    )
    is_so = any(told.facts["municipality"] in ("", sender.code) for told in own)
    answer = Hosted.Answer.CONFIRMED if is_so else Hosted.Answer.WAITING
    Hosted.objects.update_or_create(
        sender=sender,
        cpr_index=index,
        since=row.since,
        defaults={**facts, "answer": answer, "answered_at": None, "answered_by": None},
    )
    return not is_so


def _bites(texts: Sequence[str]) -> Iterable[Sequence[str]]:
    return (texts[start : start + ONE_BITE] for start in range(0, len(texts), ONE_BITE))
