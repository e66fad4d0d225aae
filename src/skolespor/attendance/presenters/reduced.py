"""Agreements on a reduced timetable, in words."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from skolespor.accounts.permissions import Permission as P
from skolespor.attendance.forms import ReducedChangeForm
from skolespor.attendance.models import ReducedTimetable
from skolespor.attendance.presenters.figures import days_in_words
from skolespor.attendance.queries.reduced import Agreement, OnPage, Readers, Shown
from skolespor.attendance.rules.reduced import missing_in_week
from skolespor.children.presenters.frame import Link
from skolespor.children.presenters.people import moment
from skolespor.children.queries.page import Header
from skolespor.core.drafts import answers_of
from skolespor.core.forms import day_words
from skolespor.core.models import Draft

TEXTS = ("child_words", "reason", "return_plan", "legal_ground")


@dataclass(frozen=True)
class Card:
    """`hours` and `missing` are for who sees the total; `texts` (heading and words, the child's first) for
    who sees what is done; `links` for who may write."""

    heading: str
    hours: str
    missing: str
    review: str
    agreed: str
    texts: tuple[tuple[str, str], ...]
    ended: str
    links: tuple[Link, ...]


def presented(head: Header, shown: OnPage | None) -> Mapping[str, Any] | None:
    """Nothing when there is neither anything to read nor anybody who may write."""
    may_write = P.REDUCED_TIMETABLE_WRITE in head.may
    if shown is None or not (shown.now or shown.before or may_write):
        return None
    return {
        "now": [_card(head, one, shown) for one in shown.now],
        "before": [_card(head, one, shown) for one in shown.before],
        "agree": Link(_("Aftal nedsat skema"), reverse("attendance:reduced", args=[head.child.pk]))
        if may_write
        else None,
    }


def _card(head: Header, one: Shown, shown: OnPage) -> Card:
    row = one.agreement.row
    return Card(
        heading=_("{since} til {until}").format(
            since=day_words(row.since), until=day_words(row.until)
        ),
        hours=_("{now} timer om ugen i stedet for {before}.").format(
            now=days_in_words(row.hours_now), before=days_in_words(row.hours_before)
        ),
        missing=_missing(one),
        review=_review(one.agreement),
        agreed=_agreed(head, row),
        texts=_texts(row) if shown.sees_follow_up else (),
        ended=row.end_reason if shown.sees_follow_up else "",
        links=tuple(_links(head, one)) if P.REDUCED_TIMETABLE_WRITE in head.may else (),
    )


def _missing(one: Shown) -> str:
    return ngettext(
        "{week} timer mangler om ugen, {all} i alt på {count} skoledag.",
        "{week} timer mangler om ugen, {all} i alt på {count} skoledage.",
        one.school_days,
    ).format(
        week=days_in_words(missing_in_week(one.agreement.row)),
        all=days_in_words(one.missing),
        count=one.school_days,
    )


def _review(agreement: Agreement) -> str:
    if agreement.next_review is None:
        return ""
    said = _("Se på aftalen sammen med barnet senest {day}.")
    return said.format(day=day_words(agreement.next_review))


def _agreed(head: Header, row: ReducedTimetable) -> str:
    if "team_contacts" not in head.sight:
        return ""
    return _("Aftalen er skrevet af {who} {day}.").format(
        who=row.agreed_by.name, day=day_words(timezone.localtime(row.agreed_at).date())
    )


def _texts(row: ReducedTimetable) -> tuple[tuple[str, str], ...]:
    found = (
        (_("Barnets egne ord"), row.child_words),
        (_("Hvorfor?"), row.reason),
        (_("Sådan kommer barnet op i tid"), row.return_plan),
        (_("Forvaltningens svar om hjemlen"), row.legal_ground),
    )
    return tuple((heading, text) for heading, text in found if text)


def _links(head: Header, one: Shown) -> list[Link]:
    def link(words: str, page: str) -> Link:
        return Link(
            words, reverse(f"attendance:{page}", args=[head.child.pk, one.agreement.row.pk])
        )

    changes = [link(_("Ændr aftalen"), "reduced_change"), link(_("Slut før tid"), "reduced_end")]
    return [*changes, link(_("Det var en fejl"), "reduced_withdraw")]


# Forms


def begins(draft: Draft | None, agreement: Agreement | None = None) -> dict[str, Any]:
    """What a form begins with: one's own draft before what is saved. A draft that is older than what is
    saved does not count as having seen it."""
    saved: dict[str, Any] = {}
    if agreement:
        row = agreement.row
        saved = {name: getattr(row, name) for name in (*TEXTS, "until")}
        saved["seen"] = row.version - 1 if is_older(draft, row) else row.version
    typed = {name: text for name, text in answers_of(draft).items() if text and name != "seen"}
    return saved | typed


def is_older(draft: Draft | None, row: ReducedTimetable) -> bool:
    return draft is not None and draft.saved_at < row.edited_at


def both(form: ReducedChangeForm, saved: Any) -> dict[str, Any]:
    """Somebody saved meanwhile: both, and a form that saves over the newer one."""
    answers = form.cleaned_data
    return {
        "form": ReducedChangeForm(initial={**answers, "seen": saved.version}),
        "mine": _all_of(answers["until"], [answers[name] for name in TEXTS]),
        "theirs": _all_of(saved.until, [getattr(saved, name) for name in TEXTS]),
        "saved_words": _("Gemt {time} af {who}").format(
            time=moment(saved.edited_at), who=saved.edited_by or "Skolespor"
        ),
    }


def _all_of(until: Any, texts: list[str]) -> str:
    return "\n\n".join([day_words(until), *(text for text in texts if text)])


def who_reads(readers: Readers) -> dict[str, str]:
    """Said before it is saved."""
    return {"readers": ", ".join(readers.all), "hours_readers": ", ".join(readers.hours)}
