"""The agreement as it stands: what people have written, and what follows from the course."""

import hashlib
import json
from collections.abc import Iterable, Mapping
from typing import Any

from django.db.models import OuterRef, QuerySet, Subquery

from skolespor.core.content import in_language, kept, label, read_yaml
from skolespor.core.forms import day_words
from skolespor.programme.models import Agreement, Approval, Course
from skolespor.programme.queries.courses import here, municipalities, part_now
from skolespor.programme.queries.days import advisory
from skolespor.programme.rules.agreement import REASON, TEXTS, Facts, broken
from skolespor.programme.rules.application import AGREEMENT
from skolespor.programme.states import Side


def facts(course: Course) -> Facts:
    seats = list(here(course))
    return Facts(
        lines={one.line for one in seats if one.line},
        levels={one.level for one in seats if one.level},
        has_lead=any(one.is_lead for one in seats),
        days=[day.on for day in advisory(course)],
    )


def whole(course: Course) -> Mapping[str, str]:
    """Every section in words, in the order of the content."""
    written = part_now(course, AGREEMENT).answers
    sections = {**_from_course(course), **{name: written.get(name, "") for name in TEXTS}}
    reasons = {
        f"{REASON}{rule}": written.get(f"{REASON}{rule}", "") for rule in broken(facts(course))
    }
    order = [one["id"] for one in _content()["agreement"]["sections"] if one["id"] in sections]
    return {**{name: sections[name] for name in order}, **{k: v for k, v in reasons.items() if v}}


def mark_of(sections: Mapping[str, str]) -> str:
    """A short sign of exactly this text, for a page to send back."""
    plain = json.dumps(list(sections.items()), ensure_ascii=False)
    return hashlib.sha256(plain.encode()).hexdigest()[:32]


def is_as_now(agreement: Agreement) -> bool:
    """Whether the text that somebody has approved is still the text."""
    return mark_of(agreement.sections) == mark_of(whole(agreement.course))


def newest_approvals(courses: Iterable[Course]) -> QuerySet[Approval]:
    """Who has approved the newest of what was approved, in several courses."""
    of_course = Agreement.objects.filter(course=OuterRef("agreement__course")).order_by("-number")
    rows = Approval.objects.filter(agreement=Subquery(of_course.values("pk")[:1]))
    return rows.filter(agreement__course__in=courses)


def agreements_of(course: Course) -> list[Agreement]:
    """What was approved by somebody, the newest first."""
    return list(course.agreements.prefetch_related("approvals").order_by("-number"))


def in_force(course: Course) -> Agreement | None:
    """The newest that both parties have approved."""
    both = (one for one in agreements_of(course) if len(one.approvals.all()) == len(Side))
    return next(both, None)


def content_rules() -> tuple[Mapping[str, str], Mapping[str, str]]:
    """How hard each rule of the content is, and its words."""
    found = _content()["validation_rules"]
    severities = {one["id"]: one["severity"] for one in found}
    return severities, {one["id"]: in_language(one, "text") for one in found}


@kept
def _content() -> Mapping[str, Any]:
    found: Mapping[str, Any] = read_yaml("advisory_course.yaml")
    return found


def _from_course(course: Course) -> Mapping[str, str]:
    """The sections that nobody writes: the parties, who takes part, the days, the *tovholder*."""
    seats = list(here(course).order_by("line", "level", "pk"))
    lead = next((one for one in seats if one.is_lead), None)
    adviser = course.adviser.name if course.adviser else ""
    people = [
        f"{label('leadership_lines', one.line)}: {one.name}, {one.title}"
        for one in seats
        if one.line
    ]
    days = [
        f"{day_words(day.on)}: {label('day_formats', day.format)}, {day.place or day.link}"
        for day in advisory(course)
    ]
    return {
        "agr_parties": f"{municipalities()[course.municipality]} og Social- og Boligstyrelsen ({adviser})",
        "agr_participants_per_line": "\n".join(people),
        "agr_days": "\n".join(days),
        "agr_lead": ", ".join(part for part in (lead.name, lead.title, lead.phone) if part)
        if lead
        else "",
    }
