from django import forms

SAME, DIFFERENT = "same", "different"


class AnswerForm(forms.Form):
    """The answer is the button that was pressed."""

    answer = forms.ChoiceField(choices=[(SAME, SAME), (DIFFERENT, DIFFERENT)])

    @property
    def is_same(self) -> bool:
        return bool(self.cleaned_data["answer"] == SAME)
