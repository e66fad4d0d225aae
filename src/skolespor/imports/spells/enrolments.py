"""Enrolments out of a file: schools get their names, and followed children their schools."""

from collections import defaultdict

from django.db.models import Q

from skolespor.accounts.models import Organisation, User
from skolespor.children.actions.holding import hold
from skolespor.children.models import Child
from skolespor.imports.examine import Examined
from skolespor.imports.late import keep_enrolments
from skolespor.imports.municipalities import municipality_of
from skolespor.imports.pupils import followed
from skolespor.imports.spells.course import Course
from skolespor.imports.spells.models import Told
from skolespor.imports.spells.outcome import Outcome
from skolespor.imports.spells.registers import Enrolments
from skolespor.imports.spells.rows import ENROLMENTS, EnrolmentRow
from skolespor.imports.spells.tables import enrolment_rows

SCHOOLS = """
    SELECT institution, coalesce(any_value(municipality), ''),
           coalesce(mode(school_name), institution), coalesce(mode(school_type), '')
    FROM good_rows GROUP BY institution ORDER BY institution
"""


def take_in(examined: Examined, *, sender: Organisation, by: User | None) -> Outcome:
    """Rows about followed children change their course, as far as the sender may; of all the others
    nothing leaves the table."""
    outcome, pupils = Outcome(sender), followed(examined.sender)
    outcome.counts["schools"] = _name_schools(examined, sender)
    rows = list(enrolment_rows(examined, list(pupils)))
    about = [(row, child) for row in rows for child in pupils[row.pupil]]
    for row, child in about:
        outcome.rows.setdefault(child, row.row)
    children = {child for _row, child in about}
    hold(children)
    with outcome.watching_seats(children):
        gone = _take_out(about, sender)
        keep_enrolments(rows, pupils, sender)
        for one in Child.objects.filter(pk__in=children).order_by("pk"):
            Course(Enrolments(one), gone=gone.get(one.pk, ()), outcome=outcome, by=by).work_out()
    return outcome


def _take_out(about: list[tuple[EnrolmentRow, int]], sender: Organisation) -> dict[int, list[int]]:
    """What the sender told before of the same child and first day at another school: the enrolments
    that go with it, by child."""
    now: dict[tuple[int, object], set[str]] = defaultdict(set)
    for row, child in about:
        now[child, row.since].add(row.institution)
    gone: dict[int, list[int]] = defaultdict(list)
    children = {child for _row, child in about}
    of_these = Q(child__in=children) | Q(child__merged_into__in=children)
    told = Told.objects.filter(of_these, sender=sender, kind=ENROLMENTS).select_related("child")
    for one in told:
        schools = now.get((one.kept_child, one.since))
        if schools and one.institution not in schools:
            gone[one.kept_child].extend([one.enrolment_id] if one.enrolment_id else [])
            one.delete()
    return gone


def _name_schools(examined: Examined, sender: Organisation) -> int:
    """Every school of the file is there afterwards; how many are new. One that was known by its
    number only gets its name."""
    new = 0
    for number, code, name, school_type in examined.connection.execute(SCHOOLS).fetchall():
        municipality = municipality_of(code) if code else sender
        school, is_new = Organisation.objects.get_or_create(
            kind="school",
            code=number,
            defaults={"name": name, "municipality": municipality, "school_type": school_type},
        )
        new += is_new
        if not is_new and school.name == number != name:
            Organisation.objects.filter(pk=school.pk).update(name=name)
    return new
