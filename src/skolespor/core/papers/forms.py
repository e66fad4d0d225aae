"""What is asked about a file."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from skolespor.core.forms import AboutNoChild
from skolespor.core.no_child import CONFIRMS
from skolespor.core.papers.rules import SUFFIXES
from skolespor.core.papers.taking import Sent

ALL_SUFFIXES = ",".join(suffix for suffixes in SUFFIXES.values() for suffix in suffixes)


class PaperForm(AboutNoChild):
    """A file, and that it tells of no child. What is asked about a file (names, pictures) is answered for
    that very file: a tick counts no longer when another one was chosen."""

    file = forms.FileField(
        label=_("Hvilken fil?"),
        help_text=_("PDF, Word, Excel, PowerPoint, ODT, tekst, PNG eller JPEG. Højst 10 MB."),
        widget=forms.FileInput({"accept": ALL_SUFFIXES}),
        allow_empty_file=True,
        error_messages={"required": _("Vælg en fil.")},
    )
    confirm = forms.BooleanField(
        label=_("Der står ikke noget om enkelte børn i filen"),
        error_messages={
            "required": _("Sæt kryds ved, at der ikke står noget om enkelte børn. Vælg filen igen.")
        },
    )
    asked_of = forms.CharField(widget=forms.HiddenInput, required=False)
    field_order: tuple[str, ...] = ("file", "confirm", CONFIRMS)

    def __init__(self, *args: Any, confirms: str = "", **options: Any):
        super().__init__(*args, **options)
        self.fields[CONFIRMS].label = _(
            "Jeg har set filen igennem. Der står ikke noget om enkelte børn"
        )
        if confirms:
            self.fields["confirm"].label = confirms

    def clean(self) -> dict[str, Any]:
        """The page that asks says of which file it asks."""
        answers = super().clean() or {}
        file = answers.get("file")
        if file is None:
            return answers
        answers["sent"] = sent = Sent(file.name, file.read(), file.size)
        is_same = answers.get("asked_of") == sent.digest
        answers[CONFIRMS] = bool(answers.get(CONFIRMS)) and is_same
        again: Any = self.data
        self.data = again = again.copy()
        again["asked_of"] = sent.digest
        if not is_same:
            again.pop(CONFIRMS, None)
        return answers

    @property
    def answers(self) -> dict[str, Any]:
        """As the actions take them."""
        return {"sent": self.cleaned_data["sent"], "not_a_child": self.is_confirmed}
