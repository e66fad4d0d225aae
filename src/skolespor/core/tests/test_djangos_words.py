"""What Django would say in its own way, the house says in Danish that people use."""

import pytest
from django import forms
from django.contrib.auth.password_validation import validate_password
from django.core.exceptions import ValidationError


class Question(forms.Form):
    name = forms.CharField(max_length=3)
    email = forms.EmailField()


@pytest.mark.parametrize(
    ("answers", "said"),
    [
        ({}, {"name": ["Her mangler et svar."], "email": ["Her mangler et svar."]}),
        (
            {"name": "Sofie", "email": "sofie"},
            {
                "name": ["Skriv højst 3 tegn. Du har skrevet 5."],
                "email": ["Skriv en mailadresse, for eksempel navn@eksempel.dk."],
            },
        ),
    ],
)
def test_a_refused_form_says_what_to_do(answers, said):
    assert Question(answers).errors == said


def test_a_refused_password_says_what_to_do():
    with pytest.raises(ValidationError) as refused:
        validate_password("123456")
    assert refused.value.messages == [
        "Adgangskoden er for kort. Brug mindst 12 tegn.",
        "Mange bruger den adgangskode. Vælg en anden.",
        "Adgangskoden er kun tal. Brug også bogstaver.",
    ]
