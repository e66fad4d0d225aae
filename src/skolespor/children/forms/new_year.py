from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from typing import Any

from django import forms
from django.utils.translation import gettext as _

from skolespor.children.actions.new_year import Answer, RowsRefused
from skolespor.children.forms.parts import CHOOSE, let_choose
from skolespor.children.forms.spells import grades
from skolespor.children.queries.new_year import Pupil
from skolespor.children.rules import LONGEST_CLASS, InClass
from skolespor.core.content import label

NEXT, STAYS, OTHER, LEFT, LATER = "next", "stays", "other", "left", "later"
ASKS_MORE = (OTHER, LEFT)


class AsksMore(forms.RadioSelect):
    """Some answers unfold more questions; without a script those stand there all the time."""

    def create_option(self, name: str, value: Any, *args: Any, **options: Any) -> dict[str, Any]:
        made: dict[str, Any] = super().create_option(name, value, *args, **options)
        if value in ASKS_MORE:
            made["attrs"]["data-controls"] = f"#{name}-{value}"
        return made


class ClassesForm(forms.Form):
    """One question for each child; who is not answered for stays in the list."""

    def __init__(self, sent: Any, *, pupils: Sequence[Pupil]):
        super().__init__(sent)
        self.pupils = pupils
        for pupil in pupils:
            self._ask(pupil)

    def _ask(self, pupil: Pupil) -> None:
        """Four fields for a child; each says in its label whom it is about."""
        child, pk = str(pupil.child), pupil.enrolment.pk
        self.fields[f"answer_{pk}"] = forms.ChoiceField(
            label=child,
            choices=_answers(pupil),
            initial=NEXT if pupil.is_expected else LATER,
            required=False,
            widget=AsksMore,
            error_messages={"invalid_choice": _("Vælg et af svarene.")},
        )
        self.fields[f"grade_{pk}"] = forms.TypedChoiceField(
            label=_("Hvilket klassetrin skal {child} gå på?").format(child=child),
            choices=[CHOOSE, *grades()],
            required=False,
            coerce=int,
            empty_value=None,
        )
        self.fields[f"class_{pk}"] = forms.CharField(
            label=_("Hvad hedder klassen, {child} skal gå i?").format(child=child),
            required=False,
            max_length=LONGEST_CLASS,
        )
        cause = forms.ChoiceField(
            label=_("Hvorfor går {child} ikke på skolen mere?").format(child=child), required=False
        )
        self.fields[f"cause_{pk}"] = cause
        let_choose(self, f"cause_{pk}", "school_change_causes")

    def clean(self) -> dict[str, Any]:
        answers: dict[str, Any] = self.cleaned_data
        for pupil in self.pupils:
            pk = pupil.enrolment.pk
            if answers.get(f"answer_{pk}") == LEFT and not answers.get(f"cause_{pk}"):
                self.add_error(f"cause_{pk}", _("Vælg en grund."))
        if not self.errors and not self.answers():
            self.add_error(None, _("Du har ikke svaret for nogen af børnene endnu."))
        return answers

    def answers(self) -> list[Answer]:
        """What was answered, without those that wait."""
        found = (self._answer(pupil) for pupil in self.pupils)
        return [answer for answer in found if answer]

    def _answer(self, pupil: Pupil) -> Answer | None:
        pk = pupil.enrolment.pk
        match self.cleaned_data.get(f"answer_{pk}"):
            case "next":
                return Answer(pupil.enrolment, pupil.next)
            case "stays":
                return Answer(pupil.enrolment, pupil.now)
            case "other":
                grade, name = (self.cleaned_data.get(f"{what}_{pk}") for what in ("grade", "class"))
                return Answer(pupil.enrolment, InClass(grade, name or ""))
            case "left":
                return Answer(pupil.enrolment, None, self.cleaned_data.get(f"cause_{pk}") or "")
        return None

    @contextmanager
    def refusals_shown(self) -> Iterator[None]:
        """Rows that break a rule say why, each at its child."""
        try:
            yield
        except RowsRefused as refused:
            for pk, broken in refused.rows.items():
                name = f"{broken.field}_{pk}"
                field = name if name in self.fields else f"answer_{pk}"
                self.add_error(field, broken.message)


def asked_about(sent: Any) -> list[int]:
    """The numbers of the enrolments that were answered for."""
    names = (name.removeprefix("answer_") for name in sent if name.startswith("answer_"))
    return [int(name) for name in names if name.isdecimal() and len(name) < LONGEST_NUMBER]


LONGEST_NUMBER = 19
"""Digits; larger numbers fit in no database."""


def _answers(pupil: Pupil) -> list[tuple[str, str]]:
    offered = []
    if pupil.next:
        offered.append((NEXT, _("Skal gå i {name}").format(name=class_words(pupil.next))))
    if pupil.now != InClass(None):
        offered.append((STAYS, _("Bliver i {name}").format(name=class_words(pupil.now))))
    return [
        *offered,
        (OTHER, _("Et andet klassetrin eller en anden klasse")),
        (LEFT, _("Går ikke på skolen mere")),
        (LATER, _("Ved ikke endnu")),
    ]


def class_words(one: InClass) -> str:
    """ "6.B", "6. klasse", "6. klasse, Blå gruppe", or what is known."""
    if one.grade is None:
        return one.class_name or _("en klasse, ingen har skrevet")
    grade = label("grades", f"grade_{one.grade}")
    if one.class_name.startswith(str(one.grade)):
        return one.class_name
    return f"{grade}, {one.class_name}" if one.class_name else grade
