"""Deadlines, the guide to the law and the two tables of rights agree with each other and themselves."""

import re
from collections.abc import Iterator

from skolespor.core.content.problems import Problem
from skolespor.core.content.references.walk import Spot, spots_of
from skolespor.core.content.shapes import Content
from skolespor.core.content.shapes.law import ByAge, LegalEntry, Rule

GUIDES = ("deadlines.yaml", "legal_guide.yaml", "decision_rights.yaml")
THREAT = re.compile(
    r"(miste|stoppe|trække|tage)\w* (børneydelse|børnepenge|børnecheck)", re.IGNORECASE
)
WITHOUT_PARAGRAPH = frozenset({"lg_minimise_gaps", "lg_school_is_other_line"})
"""Follow from the law as a whole, and from no one paragraph of it."""


def check(content: Content) -> Iterator[Problem]:
    for spot in spots_of(content, *GUIDES):
        yield from not_yet_sure(spot)
    for spot in spots_of(content, *GUIDES, "ui_texts.yaml"):
        yield from threat(spot)
    yield from deadlines(content)
    yield from entries(content)
    yield from consent(content)


def not_yet_sure(spot: Spot) -> Iterator[Problem]:
    """What says itself that it must be checked cannot be verified."""
    if getattr(spot.value, "status", None) != "verified":
        return
    told = (
        getattr(spot.value, name, "") for name in ("note_en", "note_da", "software_consequence_en")
    )
    if any("must be checked" in (text or "") for text in told):
        yield spot.problem("Står som »verified«, men siger selv, at det skal efterprøves.")


def threat(spot: Spot) -> Iterator[Problem]:
    """The rules on child benefit do not normally concern a child that lives away from home."""
    if isinstance(spot.value, str) and THREAT.search(spot.value):
        yield spot.problem("Truer med, at nogen mister penge.")


def deadlines(content: Content) -> Iterator[Problem]:
    for rule in content.deadlines.rules:
        for sentence in wrong_with(rule):
            yield Problem("deadlines.yaml", rule.id, sentence)
    used = {rule.trigger for rule in content.deadlines.rules}
    used |= {phase.trigger_id for phase in content.transitions.phases}
    for trigger in content.deadlines.triggers:
        if trigger.id not in used:
            yield Problem("deadlines.yaml", f"triggers, {trigger.id}", "Udløseren bruges ikke.")
    explained = set(content.deadlines.meta.severity_en)
    if explained != {severity.id for severity in content.code_lists.lists.severities.items}:
        yield Problem("deadlines.yaml", "meta, severity_en", "Skal forklare hver grad af alvor.")


def wrong_with(rule: Rule) -> Iterator[str]:
    if rule.legal and rule.active and rule.status == "verified" and not rule.law:
        yield "En efterprøvet lovregel skal sige, hvor den står."
    if rule.legal and rule.status == "proposal":
        yield "En lovregel kan ikke være vores eget forslag."
    if (rule.kind == "threshold") != (rule.threshold is not None):
        yield "En grænse skal have »threshold«, og kun en grænse."
    if rule.kind == "gate" and rule.offset.n != 0:
        yield "En port står åben eller lukket; det, der har nogle dage, er en frist."
    if (rule.relation == "every") and rule.offset.n is None and not rule.individual:
        yield "Hvor tit? Skriv et tal, eller at det aftales for hvert barn."
    if (rule.offset.calendar == "months") != (rule.offset.unit == "month"):
        yield "Måneder tælles i kalenderen »months«, og kun måneder."


def entries(content: Content) -> Iterator[Problem]:
    for entry in content.legal_guide.entries:
        if entry.status == "verified" and not entry.paragraphs and not needs_none(entry):
            yield Problem(
                "legal_guide.yaml", entry.id, "En efterprøvet regel skal have en paragraf."
            )


def needs_none(entry: LegalEntry) -> bool:
    return bool(entry.is_practice_not_law) or entry.id in WITHOUT_PARAGRAPH


def consent(content: Content) -> Iterator[Problem]:
    matrix = content.consent_matrix
    if [band.id for band in matrix.age_bands] != list(ByAge.model_fields):
        yield Problem("consent_matrix.yaml", "age_bands", "Skal være de fire aldre i rækkefølge.")
    for matter in matrix.matters:
        for value in (matter.custody_holder, *matter.child.model_dump().values()):
            if value not in matrix.meta.values:
                yield Problem("consent_matrix.yaml", matter.id, f"»{value}« er ikke forklaret.")
