from typing import Any

from django import forms
from django.db.models import QuerySet
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from skolespor.accounts.access import permissions_of
from skolespor.accounts.models import User
from skolespor.accounts.permissions import LEADS
from skolespor.core.forms import MAX_TEXT, DateField
from skolespor.deadlines.models import Deadline
from skolespor.deadlines.queries import lists


class _Words(forms.Form):
    text = forms.CharField(
        required=False, max_length=MAX_TEXT, widget=forms.Textarea(attrs={"rows": 4})
    )


class DoneForm(_Words):
    """What a rule does not ask for is not asked."""

    day = DateField(
        label=_("Hvilken dag blev det gjort?"),
        initial=timezone.localdate,
        error_messages={"required": _("Skriv, hvilken dag det blev gjort.")},
    )
    municipality = forms.ChoiceField(label=_("Hvilken kommune fik besked?"), required=False)
    next_on = DateField(
        label=_("Hvornår følger I op næste gang?"),
        help_text=_("I bestemmer selv, hvor tit. Barn og forældre skal kende grunden."),
        required=False,
    )
    field_order = ("day", "municipality", "text", "next_on")

    def __init__(
        self,
        *args: Any,
        municipalities: list[tuple[str, str]] | None,
        asks_next: bool,
        **options: Any,
    ):
        super().__init__(*args, **options)
        self.fields["text"].label = _("Hvad er der gjort?")
        self.fields["text"].help_text = _("En sætning er nok. Den står her med dit navn.")
        if municipalities is None:
            del self.fields["municipality"]
        else:
            field = self.fields["municipality"]
            assert isinstance(field, forms.ChoiceField)  # noqa: S101 - for the type checker
            field.choices = [("", _("Vælg")), *municipalities]
        if not asks_next:
            del self.fields["next_on"]


class PutOffForm(_Words):
    until = DateField(
        label=_("Til og med hvilken dag må det vente?"),
        help_text=_("Højst 28 dage. Så står fristen her igen."),
        error_messages={"required": _("Skriv en dag.")},
    )
    field_order = ("until", "text")

    def __init__(self, *args: Any, **options: Any):
        super().__init__(*args, **options)
        self.fields["text"].label = _("Hvorfor må det vente?")


class SetAsideForm(_Words):
    def __init__(self, *args: Any, **options: Any):
        super().__init__(*args, **options)
        self.fields["text"].label = _("Hvorfor gælder fristen ikke for barnet?")


class ListFilter(forms.Form):
    """What a list of deadlines is asked for, in its address: nothing personal. A choice that does not
    exist is as if it were not made."""

    whose = forms.ChoiceField(label=_("Hvis"), required=False)
    when = forms.ChoiceField(
        label=_("Hvornår"),
        required=False,
        choices=[("", _("Nu og de næste 14 dage")), ("all", _("Alle åbne"))],
    )

    def __init__(self, *args: Any, reader: User, **options: Any):
        super().__init__(*args, **options)
        self.reader = reader
        leads = permissions_of(reader) & LEADS
        if leads:
            whose = self.fields["whose"]
            assert isinstance(whose, forms.ChoiceField)  # noqa: S101 - for the type checker
            whose.choices = [("", _("Mine")), (lists.OVERSEEN, _("Overskredet hos nogen"))]
        else:
            del self.fields["whose"]

    def items(self) -> QuerySet[Deadline]:
        self.full_clean()
        whose = self.cleaned_data.get("whose") or lists.MINE
        found = lists.open_items(whose, reader=self.reader)
        wants_all = self.cleaned_data.get("when") == "all" or whose == lists.OVERSEEN
        return (found if wants_all else lists.now(found)).select_related("child")
