from collections.abc import Collection, Iterator
from typing import Any, cast

from django import forms
from django.db.models import QuerySet
from django.utils import translation
from django.utils.translation import gettext_lazy as _

from skolespor.accounts.models import Organisation
from skolespor.core.forms import DateField, Hinted
from skolespor.imports.formats import KINDS, Column, Format, format_of

YES, NO = "yes", "no"


class UploadForm(forms.Form):
    """Which file, for whom, and what is in it."""

    sender = forms.ModelChoiceField(
        label=_("Hvilken kommune sender filen?"), queryset=Organisation.objects.none()
    )
    kind = forms.ChoiceField(label=_("Hvad er der i filen?"), widget=forms.RadioSelect)
    file = forms.FileField(
        label=_("Hvor ligger filen?"),
        help_text=_("CSV eller Excel (.xlsx), højst 200 MB. Række 1 skal være overskrifter."),
        allow_empty_file=True,
    )
    since = DateField(
        label=_("Kun for fravær: Hvad er periodens første dag?"),
        help_text=_("Skriv en periode, når filen gælder alle dage i den, også dage uden fravær."),
        required=False,
    )
    until = DateField(label=_("Kun for fravær: Hvad er periodens sidste dag?"), required=False)

    def __init__(self, *args: Any, senders: QuerySet[Organisation], **more: Any):
        super().__init__(*args, **more)
        cast(forms.ChoiceField, self.fields["kind"]).choices = list(_kinds())
        cast("forms.ModelChoiceField[Organisation]", self.fields["sender"]).queryset = senders
        self.only_sender = senders[0] if len(senders) == 1 else None
        if self.only_sender:
            del self.fields["sender"]

    @property
    def answers(self) -> dict[str, Any]:
        """What the action wants to know; who has one municipality is not asked for it."""
        return {"sender": self.only_sender, **self.cleaned_data}


def _kinds() -> Iterator[tuple[str, Hinted]]:
    for kind in KINDS:
        form = format_of(kind)
        about = translation.gettext(form.about)
        yield kind, Hinted(translation.gettext(form.name).capitalize(), about)


class ColumnsForm(forms.Form):
    """Which heading is which column. Only headings can be chosen; what stands below them is not shown."""

    def __init__(
        self,
        *args: Any,
        form: Format,
        open_fields: Collection[str],
        headings: Collection[str],
        **more: Any,
    ):
        super().__init__(*args, **more)
        self.form, self.open_fields = form, open_fields
        choices = [("", _("Den er ikke i filen")), *((title, title) for title in headings)]
        for column in sorted(form.columns, key=lambda column: not column.required):
            if column.field in open_fields:
                self.fields[column.field] = _which(column, choices)

    def clean(self) -> dict[str, Any]:
        """Of columns that can stand for each other one is enough."""
        answers = super().clean() or {}
        needed = set(self.form.needs_one_of)
        if needed and needed <= set(self.open_fields) and not any(map(answers.get, needed)):
            self.add_error(
                None, _("Vælg en overskrift til mindst en af kolonnerne, der skal være der.")
            )
        return answers

    @property
    def chosen(self) -> dict[str, str]:
        """Field to heading, of those that were answered."""
        return {field: heading for field, heading in self.cleaned_data.items() if heading}


def _which(column: Column, choices: list[tuple[str, Any]]) -> forms.ChoiceField:
    field = forms.ChoiceField(
        label=_("Hvad hedder {column} i jeres fil?").format(column=column.name),
        help_text=translation.gettext(column.about),
        choices=[("", _("Vælg")), *choices[1:]] if column.required else choices,
        required=column.required,
    )
    field.error_messages["required"] = _("Vælg en overskrift. Uden den kan filen ikke læses.")
    return field


class HostedForm(forms.Form):
    """The answer is the button that was pressed."""

    answer = forms.ChoiceField(choices=[(YES, YES), (NO, NO)])

    @property
    def is_so(self) -> bool:
        return bool(self.cleaned_data["answer"] == YES)
