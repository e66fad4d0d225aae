"""The list of children without a class, as the page shows it."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from django.forms import BoundField
from django.utils.translation import gettext as _

from skolespor.calendar.rules.years import SchoolYear
from skolespor.children.forms.new_year import ClassesForm, class_words
from skolespor.children.queries.new_year import Pupil, School
from skolespor.core.forms import day_words


@dataclass(frozen=True)
class Row:
    """One child with its four questions."""

    name: str
    now: str
    answer: BoundField
    grade: BoundField
    class_name: BoundField
    cause: BoundField


def classes_page(form: ClassesForm, year: SchoolYear, schools: Sequence[School]) -> dict[str, Any]:
    return {
        "form": form,
        "year": str(year),
        "rows": [_row(form, pupil) for pupil in form.pupils],
        "schools": schools,
        "last_day": day_words(year.previous.last_day),
    }


def _row(form: ClassesForm, pupil: Pupil) -> Row:
    pk = pupil.enrolment.pk
    words = _("{school}, {name} siden {date}")
    now = words.format(
        school=pupil.enrolment.school,
        name=class_words(pupil.now),
        date=day_words(pupil.enrolment.since),
    )
    fields = (form[f"{what}_{pk}"] for what in ("answer", "grade", "class", "cause"))
    return Row(str(pupil.child), now, *fields)
