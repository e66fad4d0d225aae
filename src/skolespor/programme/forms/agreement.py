from collections.abc import Mapping
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from skolespor.core.content import in_language, read_yaml
from skolespor.core.forms import MAX_TEXT, AboutNoChild
from skolespor.programme.rules.agreement import REASON, TEXTS


class AgreementForm(AboutNoChild):
    """The sections that people write, and a reason for each rule that is not kept."""

    seen = forms.IntegerField(widget=forms.HiddenInput)

    def __init__(self, *args: Any, reasons: Mapping[str, str], **kwargs: Any):
        super().__init__(*args, **kwargs)
        sections = read_yaml("advisory_course.yaml")["agreement"]["sections"]
        written = [one for one in sections if one["id"] in TEXTS]
        for one in written:
            self.fields[one["id"]] = forms.CharField(
                label=in_language(one, "label"),
                help_text=in_language(one, "hint"),
                widget=forms.Textarea({"rows": 4}),
                max_length=MAX_TEXT,
                required=False,
            )
        for rule, words in reasons.items():
            self.fields[f"{REASON}{rule}"] = forms.CharField(
                label=_("Grunden til, at det her ikke er opfyldt: {rule}").format(rule=words),
                widget=forms.Textarea({"rows": 3}),
                max_length=MAX_TEXT,
                required=False,
            )
        self.names = [*(one["id"] for one in written), *(f"{REASON}{rule}" for rule in reasons)]
        self.order_fields([*self.names, "not_a_child", "seen"])

    @property
    def answers(self) -> dict[str, str]:
        return {name: self.cleaned_data[name] for name in self.names}


class ApproveForm(forms.Form):
    """`seen` is exactly the text that the page showed."""

    title = forms.CharField(label=_("Din stilling"), max_length=120)
    seen = forms.CharField(widget=forms.HiddenInput)
