"""What is asked about a track."""

from collections.abc import Mapping
from datetime import date
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from skolespor.accounts.forms.fields import OneOfField, let_choose, offer
from skolespor.accounts.lines import Line
from skolespor.accounts.models import JobSeat, Organisation
from skolespor.core.forms import MAX_TEXT, AboutNoChild, DateField, Hinted
from skolespor.core.no_child import CONFIRMS
from skolespor.core.papers.forms import PaperForm
from skolespor.tracks.models import LONGEST_LINE, LONGEST_TITLE, Evaluation, Status
from skolespor.tracks.queries import choices as queries
from skolespor.tracks.rules.numbers import Counts

GOING = {
    Status.Going.WELL: (_("Det går godt"), _("Vi gør det, vi har aftalt.")),
    Status.Going.SLOWLY: (_("Det går trægt"), _("Vi kommer videre, men langsommere.")),
    Status.Going.STUCK: (_("Det er gået i stå"), _("Vi har brug for hjælp til at komme videre.")),
}
WORKED = {
    Evaluation.Worked.YES: _("Ja"),
    Evaluation.Worked.PARTLY: _("Delvist"),
    Evaluation.Worked.NO: _("Nej"),
}
COUNTS = {
    Counts.CHILDREN: (_("Antal børn"), _("Fx børn, der har haft en læringssamtale.")),
    Counts.SHARE: (_("Andel af børn i procent"), _("Fx hvor mange procent der har en plan.")),
    Counts.MEAN: (
        _("Et gennemsnit for børn"),
        _("Fx dage, fra barnet flytter, til det går i skole."),
    ),
    Counts.OTHER: (_("Noget andet end børn"), _("Fx møder, skoler eller planer.")),
}
PROCEDURE = "procedure"
FILES = {
    "evidence": _("Hvad vi har gjort, eller hvad vi ser"),
    PROCEDURE: _("Sådan gør vi: beskrivelsen af den faste praksis"),
}
FEW_ROWS = {"rows": 3}
SHORT = {"autocomplete": "off", "class": "track-number"}
NO_CHILD = _("Skriv om arbejdet. Ingen navne på børn.")


def long_text(label: Any, *, help_text: Any = "", required: bool = True) -> forms.CharField:
    return forms.CharField(
        label=label,
        help_text=help_text,
        max_length=MAX_TEXT,
        widget=forms.Textarea(attrs=FEW_ROWS),
        required=required,
    )


def hinted(words: Mapping[Any, tuple[Any, Any]]) -> list[tuple[str, Hinted]]:
    """Choices with an explanation, in the language of the page that is being made."""
    return [(str(code), Hinted(label, hint)) for code, (label, hint) in words.items()]


class OwnerField(OneOfField):
    """Somebody with a job, with what the job is."""

    def label_from_instance(self, obj: JobSeat) -> str:
        line = queries.line_words(obj)
        role = f"{obj.role_label}, {line.lower()}" if line else obj.role_label
        return f"{obj.user.name} ({role})"


class TrackForm(AboutNoChild):
    title = forms.CharField(label=_("Hvad vil vi ændre?"), max_length=LONGEST_TITLE)
    why = long_text(_("Hvorfor? Hvad siger tallene og børnene?"), help_text=NO_CHILD)
    theme = forms.ChoiceField(label=_("Hvilket tema fra egenvurderingen?"), required=False)
    statement = forms.ChoiceField(label=_("Hvilket udsagn?"), required=False)
    focus = forms.CharField(
        label=_("Hvad er jeres fokus?"),
        help_text=_("Med jeres egne ord."),
        max_length=LONGEST_TITLE,
        required=False,
    )
    owner = OwnerField(
        label=_("Hvem har bolden?"),
        help_text=_("En, der arbejder i kommunen og kan se dens arbejde her. Helst en leder."),
        required=False,
    )
    deadline = DateField(label=_("Hvornår er det gjort?"), required=False)
    signs = long_text(
        _("Hvordan kan man se det?"), help_text=_("Ét tegn på hver linje."), required=False
    )
    field_order = ("title", "why", "owner", "deadline", "signs", "theme", "statement", "focus")

    def __init__(self, *args: Any, municipality: Organisation, **options: Any):
        super().__init__(*args, **options)
        offer(self, "owner", queries.owners(municipality))
        themes = queries.themes()
        let_choose(self, "theme", [("", _("Intet tema")), *((one.id, one.title) for one in themes)])
        groups = [(one.title, list(one.statements.items())) for one in themes]
        let_choose(self, "statement", [("", _("Intet udsagn")), *groups])


class EditForm(TrackForm):
    """`missing_reason` is what a track that is agreed on says where something is missing."""

    missing_reason = long_text(
        _("Mangler der ejer, frist eller tegn: Hvorfor er sporet aftalt alligevel?"), required=False
    )
    version = forms.IntegerField(widget=forms.HiddenInput)


class StepForm(AboutNoChild):
    text = forms.CharField(label=_("Hvad skal gøres?"), max_length=LONGEST_LINE)
    who = forms.CharField(
        label=_("Hvem gør det?"), help_text=_("En person eller en enhed."), max_length=LONGEST_TITLE
    )
    due_on = DateField(label=_("Hvornår er det gjort?"))


class EditStepForm(StepForm):
    version = forms.IntegerField(widget=forms.HiddenInput)


class PartnerForm(AboutNoChild):
    name = forms.CharField(
        label=_("Hvem er med?"),
        help_text=_("En person eller en enhed, fx PPR."),
        max_length=LONGEST_TITLE,
    )
    line = forms.ChoiceField(label=_("Hvilken linje?"), widget=forms.RadioSelect)

    def __init__(self, *args: Any, **options: Any):
        super().__init__(*args, **options)
        let_choose(self, "line", [(one.value, one.label) for one in Line])


class MeetingForm(AboutNoChild):
    on = DateField(label=_("Hvilken dag?"))
    title = forms.CharField(label=_("Hvilket møde?"), max_length=LONGEST_TITLE)
    looks_at = forms.CharField(
        label=_("Hvad ser I på?"),
        help_text=_("Fx tegnene og det seneste tal."),
        max_length=LONGEST_LINE,
    )


class MeasureForm(AboutNoChild):
    title = forms.CharField(label=_("Hvilket tal følger vi?"), max_length=LONGEST_TITLE)
    counts = forms.ChoiceField(label=_("Hvad er det for et tal?"), widget=forms.RadioSelect)
    unit = forms.CharField(
        label=_("Hvilken enhed?"), help_text=_("Fx børn, procent eller skoledage."), max_length=40
    )
    definition = long_text(
        _("Hvordan bliver det talt?"), help_text=_("Hvem er med, hvem er ikke, og fra hvornår?")
    )
    source = forms.CharField(
        label=_("Hvor kommer det fra?"),
        help_text=_("Fx et fagsystem eller en optælling."),
        max_length=LONGEST_LINE,
    )
    version = forms.IntegerField(widget=forms.HiddenInput)

    def __init__(self, *args: Any, **options: Any):
        super().__init__(*args, **options)
        let_choose(self, "counts", hinted(COUNTS))


class ValueForm(forms.Form):
    since = DateField(label=_("Fra hvilken dag?"))
    until = DateField(label=_("Til og med hvilken dag?"))
    value = forms.DecimalField(
        label=_("Hvad er tallet?"),
        max_digits=9,
        decimal_places=1,
        localize=True,
        required=False,
        widget=forms.TextInput(attrs={"inputmode": "decimal", **SHORT}),
    )
    n = forms.IntegerField(
        label=_("Hvor mange bygger tallet på?"),
        help_text=_("Alle, der kunne være talt med."),
        min_value=1,
        max_value=1_000_000,
        required=False,
        widget=forms.TextInput(attrs={"inputmode": "numeric", **SHORT}),
    )
    is_few = forms.BooleanField(
        label=_("Færre end 5"),
        help_text=_(
            "Sæt kryds i stedet for at skrive tallet, når færre end 5 børn kan kendes i det."
        ),
        required=False,
    )

    def __init__(self, *args: Any, is_of_children: bool, **options: Any):
        super().__init__(*args, **options)
        if not is_of_children:
            self.fields["is_few"].widget = forms.HiddenInput()


class DescribeForm(AboutNoChild):
    procedure_text = long_text(
        _("Sådan gør vi"),
        help_text=_("Kort nok til, at alle læser det. Ingen navne på børn."),
        required=False,
    )
    procedure_link = forms.CharField(
        label=_("Link til jeres eget dokument"),
        help_text=_("Begynder med https://."),
        max_length=LONGEST_LINE,
        required=False,
    )
    next_review = DateField(label=_("Hvornår ser I det igennem næste gang?"), required=False)
    version = forms.IntegerField(widget=forms.HiddenInput)


class FileForm(PaperForm):
    """A file, and what it shows."""

    what = forms.ChoiceField(label=_("Hvad viser filen?"), widget=forms.RadioSelect)
    field_order = ("file", "what", "confirm", CONFIRMS)

    def __init__(self, *args: Any, **options: Any):
        super().__init__(*args, **options)
        let_choose(self, "what", list(FILES.items()))


class StatusForm(AboutNoChild):
    going = forms.ChoiceField(label=_("Hvordan går det?"), widget=forms.RadioSelect)
    done = long_text(_("Hvad er gjort?"), help_text=NO_CHILD)
    seen = long_text(_("Hvad ser vi?"))
    next = long_text(_("Hvad nu?"))

    def __init__(self, *args: Any, **options: Any):
        super().__init__(*args, **options)
        let_choose(self, "going", hinted(GOING))


class EvaluateForm(AboutNoChild):
    worked = forms.ChoiceField(
        label=_("Virkede det?"), choices=list(WORKED.items()), widget=forms.RadioSelect
    )
    done = long_text(_("Hvad er gjort?"), help_text=NO_CHILD)
    seen = long_text(_("Hvad ser vi?"), help_text=_("Tegnene og tallet, og hvad de ikke siger."))
    child_view = long_text(
        _("Hvad siger børnene om, at det virker?"),
        help_text=_(
            "Hvad flere børn siger, med dine ord. Aldrig et barns egne ord eller historie."
        ),
        required=False,
    )


class WhyForm(AboutNoChild):
    why = long_text(_("Hvorfor?"), help_text=_("Alle, der ser sporet, kan læse det."))


class ProposeForm(WhyForm):
    step = forms.ChoiceField(label=_("Hvad foreslår du?"), widget=forms.RadioSelect)
    field_order = ("step", "why")

    def __init__(self, *args: Any, steps: Mapping[str, Any], **options: Any):
        super().__init__(*args, **options)
        let_choose(self, "step", list(steps.items()))


class AgreeForm(AboutNoChild):
    """`reason` is only asked where something is missing."""

    missing_reason = long_text(_("Hvorfor aftaler I sporet alligevel?"), required=False)

    def __init__(self, *args: Any, is_complete: bool, **options: Any):
        super().__init__(*args, **options)
        if is_complete:
            self.fields["missing_reason"].widget = forms.HiddenInput()


class AnchorForm(AboutNoChild):
    criteria = forms.MultipleChoiceField(
        label=_("Hvad er på plads?"), widget=forms.CheckboxSelectMultiple, required=False
    )
    reason = long_text(
        _("Mangler der noget: Hvorfor er sporet fast praksis alligevel?"), required=False
    )

    def __init__(self, *args: Any, criteria: list[tuple[str, Hinted]], **options: Any):
        super().__init__(*args, **options)
        let_choose(self, "criteria", criteria)


class NothingToAskForm(forms.Form):
    """Only a button: what happens stands on the page."""


class WhenForm(forms.Form):
    """Which twelve months the picture shows, from the first of a month."""

    fra = forms.DateField(required=False, input_formats=["%Y-%m"])

    def first(self, otherwise: date) -> date:
        found: date | None = self.cleaned_data.get("fra") if self.is_valid() else None
        return found or otherwise
