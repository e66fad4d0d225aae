from typing import Any

from allauth.account.adapter import get_adapter
from allauth.account.forms import ResetPasswordForm
from django import forms
from django.contrib.auth.password_validation import validate_password
from django.core.exceptions import ValidationError
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _

from skolespor.accounts.forms.fields import PhoneField
from skolespor.accounts.models import Invitation, User


class AcceptForm(forms.Form):
    """What a new person says about themselves, and the password they choose."""

    name = forms.CharField(
        label=_("Hvad hedder du?"),
        max_length=200,
        widget=forms.TextInput(attrs={"autocomplete": "name"}),
    )
    phone = PhoneField(
        label=_("Hvad er dit telefonnummer?"),
        help_text=_("De andre voksne om et barn kan se det."),
    )
    password = forms.CharField(
        label=_("Vælg en adgangskode"),
        help_text=_("Mindst 12 tegn. Brug gerne flere ord, som du kan huske."),
        strip=False,
        widget=forms.PasswordInput(attrs={"autocomplete": "new-password"}),
    )

    def __init__(self, *args: Any, invitation: Invitation, **more: Any):
        super().__init__(*args, **more)
        self.fields["name"].initial = invitation.name
        self.invitation = invitation

    def clean(self) -> dict[str, Any]:
        """The password is held against the name and the address, so it comes last."""
        answers = super().clean() or {}
        person = User(email=self.invitation.email, name=answers.get("name", ""))
        try:
            validate_password(answers.get("password", ""), person)
        except ValidationError as refused:
            if "password" not in self.errors:
                self.add_error("password", refused)
        return answers


class ForgottenPasswordForm(ResetPasswordForm):  # type: ignore[misc]  # it has no types
    """Known or unknown address: the same page, the same work, and a mail that says which."""

    def save(self, request: HttpRequest, **more: Any) -> str:
        email: str = self.cleaned_data["email"]
        if self.users:
            return str(super().save(request, **more))
        get_adapter().send_mail("account/email/unknown_account", email, {})
        return email
