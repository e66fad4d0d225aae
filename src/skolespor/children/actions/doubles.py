"""The same child twice: offered to the acting municipality, never opened, merged with both histories."""

from collections.abc import Iterable

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.db.models import Q, QuerySet
from django.utils import timezone

from skolespor.accounts.models import Organisation, User
from skolespor.accounts.permissions import Permission
from skolespor.audit import log
from skolespor.children import access, events, rules
from skolespor.children.actions.seats import close_now
from skolespor.children.models import GATHERED, Child, MatchOffer
from skolespor.children.queries.matches import overruled
from skolespor.notices.actions import point_to, tell

MOVED_AS_THEY_ARE = (
    "placements",
    "enrolments",
    "seats",
    "custodies",
    "corrections",
    "break_glasses",
)
FILLED_WHEN_EMPTY = ("last_name", "birth_date", "cpr", "cpr_index", "home_municipality", "user")


def offer_matches(*, child: Child, created_by: Organisation, by: User | None) -> list[MatchOffer]:
    """Ask the acting municipality of every child that this one may be. The creator is not told who
    they are, and works on meanwhile."""
    offers = []
    for known in possible_doubles(child):
        offer = MatchOffer.objects.create(
            new=child, known=known, created_by_organisation=created_by
        )
        log.record(events.MATCH_OFFERED, by=by, about=offer, child_id=known.pk)
        deciders = access.in_municipality(known.acting_municipality, Permission.MATCH_DECIDE)
        tell(events.POSSIBLE_DOUBLE, deciders, key=f"match-{offer.pk}")
        offers.append(offer)
    return offers


def possible_doubles(child: Child) -> QuerySet[Child]:
    """Children that may be the same as this one."""
    alike = may_be(
        first_name=child.first_name,
        last_name=child.last_name,
        birth_year=child.birth_year,
        acting=child.acting_municipality,
        cpr_index=child.cpr_index,
    )
    return Child.objects.filter(alike, merged_into=None).exclude(pk=child.pk)


def may_be(
    *,
    first_name: str,
    last_name: str,
    birth_year: int | None,
    acting: Organisation,
    cpr_index: str = "",
) -> Q:
    """The same CPR number, or the same name and birth year.

    Two different CPR numbers are two children, whatever they are called. Where one of them has no
    last name yet, they are only alike within one acting municipality: a first name says too little
    to tell another municipality of a child.
    """
    missing = Q(last_name="") if last_name else Q()
    surname = Q(missing, acting_municipality=acting)
    if last_name:
        surname |= Q(last_name__iexact=last_name)
    called = Q(surname, first_name__iexact=first_name, birth_year=birth_year)
    return Q(cpr_index=cpr_index) | Q(called, cpr_index="") if cpr_index else called


@transaction.atomic
def say_different(*, offer: MatchOffer, by: User) -> None:
    """Two children: both stay as they are, and the pair is not offered again."""
    _answer(offer, MatchOffer.Answer.DIFFERENT, by=by)
    log.record(events.MATCH_DIFFERENT, by=by, about=offer, child_id=offer.known_id)


@transaction.atomic
def merge(*, offer: MatchOffer, by: User) -> Child:
    """One child: everything is gathered at the known one, nothing is thrown away.

    Where both tell of the same days, the acting municipality's own record stands; the other's row
    is withdrawn but kept, and whom it let in is out at once. Log lines keep the number they were
    written with and are read together.
    """
    _answer(offer, MatchOffer.Answer.SAME, by=by)
    new, known = offer.new, offer.known
    losers = overruled(offer)
    for spell in losers:
        spell.withdrawn_at = timezone.now()
        spell.save(update_fields=["withdrawn_at"])
    for name in (*MOVED_AS_THEY_ARE, *GATHERED):
        getattr(new, name).update(child=known)
    for spell in losers:
        spell.child = known
        close_now(access.following_from(spell, spell.house), by=by)
    point_to(known.pk, instead_of=new.pk)
    _gather_exemptions(new, known)
    _gather_notes(new, known)
    _gather_facts(new, known)
    _gather_offers(new, known)
    log.record(events.MATCH_SAME, by=by, about=offer, child_id=known.pk, double=new.pk)
    log.record(events.MATCH_SAME, by=by, about=offer, child_id=new.pk, kept=known.pk)
    return known


def _answer(offer: MatchOffer, answer: MatchOffer.Answer, *, by: User) -> None:
    if offer.known.acting_municipality_id not in access.match_municipalities(by):
        raise PermissionDenied
    waiting = MatchOffer.objects.filter(
        pk=offer.pk,
        answer=MatchOffer.Answer.WAITING,
        new__merged_into=None,
        known__merged_into=None,
    )
    answered = waiting.update(answer=answer, answered_at=timezone.now(), answered_by=by)
    rules.check_open(bool(answered))
    leaders = access.leaders_of(offer.created_by_organisation)
    tell(events.MATCH_ANSWERED, leaders, key=f"match-answered-{offer.pk}")


def _gather_offers(new: Child, known: Child) -> None:
    """Questions about the double are now about the child that is kept, unless that pair has been
    asked about already, in either direction."""
    pairs = MatchOffer.objects.filter(Q(new=known) | Q(known=known)).values_list("new", "known")
    asked = {pk for pair in pairs for pk in pair}
    MatchOffer.objects.filter(known=new).exclude(new__in=asked).update(known=known)
    MatchOffer.objects.filter(new=new).exclude(known__in=asked).update(new=known)


def _gather_exemptions(new: Child, known: Child) -> None:
    for exemption in new.exemptions.all():
        known.exemptions.get_or_create(user=exemption.user, organisation=exemption.organisation)
    new.exemptions.all().delete()


def _gather_notes(new: Child, known: Child) -> None:
    """Both texts, one under the other: nobody's words are lost."""
    kept = {note.field: note for note in known.practical_notes.all()}
    for note in new.practical_notes.all():
        if note.field not in kept:
            note.child = known
            note.save(update_fields=["child"])
        elif note.text not in kept[note.field].text:
            together = kept[note.field]
            together.text = _joined([together.text, note.text])
            together.version += 1
            together.save(update_fields=["text", "version"])


def _joined(texts: Iterable[str]) -> str:
    return "\n\n".join(text for text in texts if text)


def _gather_facts(new: Child, known: Child) -> None:
    changes = {}
    for name in FILLED_WHEN_EMPTY:
        if not getattr(known, name) and getattr(new, name):
            changes[name] = getattr(new, name)
    user = changes.pop("user", None)
    new.merged_into, new.user = known, None if user else new.user
    new.save(update_fields=["merged_into", "user"])
    new.doubles.update(merged_into=known)
    for name, value in changes.items():
        setattr(known, name, value)
    known.user = user or known.user
    known.is_protected = known.is_protected or new.is_protected
    known.version += 1
    known.save()
