"""What must stand on a track before it goes on (`v_track_complete`, `v_formalised` and
`formalisation_criteria` in content/advisory_course.yaml). What is missing needs a reason. Pure."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import date, datetime

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from skolespor.core.errors import RuleBroken

MISSING = {
    "owner": gettext_lazy("en ejer, der arbejder i kommunen i dag"),
    "deadline": gettext_lazy("en frist"),
    "sign": gettext_lazy("et tegn på, at det virker"),
}
"""Of `v_track_complete`, in words that follow »Der mangler«."""
SHORTEST_REASON = 5


def lines_of(text: str) -> list[str]:
    """One thing on each line, without what people put in front."""
    stripped = (line.strip().lstrip("-•* ").strip() for line in text.splitlines())
    return [line for line in stripped if line]


def missing_for_agreement(*, has_owner: bool, deadline: date | None, signs: str) -> list[str]:
    """The keys of MISSING that nobody has written yet."""
    there = {"owner": has_owner, "deadline": deadline is not None, "sign": bool(lines_of(signs))}
    return [name for name, is_there in there.items() if not is_there]


def check_agreement(missing: Sequence[str], reason: str) -> None:
    if missing and len(reason.strip()) < SHORTEST_REASON:
        words = _("Der mangler {what}. Skriv det, eller skriv her, hvorfor I aftaler sporet uden.")
        found = _(" og ").join(str(MISSING[name]) for name in missing)
        raise RuleBroken("track.incomplete", words.format(what=found), "missing_reason")


def check_evaluated(evaluated_at: datetime | None, running_since: datetime | None) -> None:
    """An evaluation of before the track was taken up again tells nothing of now."""
    if evaluated_at is None or (running_since and evaluated_at < running_since):
        words = _("Skriv først evalueringen: Hvad er gjort, hvad ser I, og virkede det?")
        raise RuleBroken("track.not_evaluated", words)


@dataclass(frozen=True)
class Standing:
    """One criterion: what stands on the track that proves it; empty when nothing does."""

    id: str
    label: str
    proof: str
    what_to_do: str


@dataclass(frozen=True)
class Facts:
    """What stands on a track about its being fixed practice; empty or None where nothing does."""

    procedure: str
    meeting: date | None
    leader: str
    measure: str
    child_view: str
    review: date | None


def standing(criterion: str, label: str, facts: Facts) -> Standing:
    """The criterion with its proof, and what to do where there is none. A criterion that the content has
    got and this room does not know cannot be met, so that nobody ticks it unseen."""
    known = {
        "fc_procedure": (
            facts.procedure,
            _("Skriv beskrivelsen, link til den, eller læg den op som fil."),
        ),
        "fc_calendar": (_day(facts.meeting), _("Sæt et møde i kalenderen.")),
        "fc_owner_line": (facts.leader, _("Vælg en leder i linjen som ejer.")),
        "fc_measure": (facts.measure, _("Vælg en måling, eller skriv et tegn.")),
        "fc_child_view": (facts.child_view, _("Skriv børnenes syn i evalueringen.")),
        "fc_next_review": (_day(facts.review), _("Vælg en dag for næste gennemsyn.")),
    }
    proof, what_to_do = known.get(criterion, ("", _("Skolespor kender ikke punktet endnu.")))
    return Standing(criterion, label, proof, what_to_do)


def _day(day: date | None) -> str:
    return f"{day:%d-%m-%Y}" if day else ""


def check_formalised(
    standings: Sequence[Standing], ticked: Collection[str], reason: str
) -> list[Standing]:
    """Returns those that are met: ticked by a person, and proved by what stands on the track. The rest
    needs a reason."""
    for one in standings:
        if one.id in ticked and not one.proof:
            words = _("»{label}« kan ikke krydses af endnu. {what}")
            message = words.format(label=one.label, what=one.what_to_do)
            raise RuleBroken("track.not_proved", message, "criteria")
    met = [one for one in standings if one.id in ticked]
    if len(met) < len(standings) and len(reason.strip()) < SHORTEST_REASON:
        left = len(standings) - len(met)
        words = _(
            "{count} af {all} punkter er ikke på plads. Skriv, hvorfor sporet er fast praksis alligevel."
        )
        message = words.format(count=left, all=len(standings))
        raise RuleBroken("track.not_formalised", message, "reason")
    return met


def check_why(text: str) -> None:
    if len(text.strip()) < SHORTEST_REASON:
        raise RuleBroken("track.no_reason", _("Skriv kort hvorfor."), "why")
