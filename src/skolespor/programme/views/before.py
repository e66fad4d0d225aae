"""The pages of the steps up to the agreement."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from skolespor.programme import states
from skolespor.programme.actions import steps
from skolespor.programme.forms.application import (
    AgainForm,
    OfferForm,
    ReplyForm,
    SendForm,
    WordsForm,
)


@dataclass(frozen=True)
class Page:
    """The page on which a step is taken: its form, its action, and what it says will happen."""

    form: type[forms.Form]
    act: Callable[..., None]
    submit: Any
    lead: Any
    done: Any
    has_today: bool = False
    kind: str = "primary"


BEFORE: Mapping[str, Page] = {
    states.SEND.name: Page(
        SendForm,
        steps.send,
        _("Send henvendelsen"),
        _("Styrelsen kan læse den, når I har sendt. I får svar inden ti hverdage."),
        _("Henvendelsen er sendt. I får svar inden ti hverdage."),
        has_today=True,
    ),
    states.TALK.name: Page(
        ReplyForm,
        steps.talk,
        _("Send svaret"),
        _("Kommunen får at vide, at I har læst henvendelsen, og hvornår I taler sammen."),
        _("Svaret er sendt. Dialogen er begyndt."),
        has_today=True,
    ),
    states.ASK.name: Page(
        ReplyForm,
        steps.ask,
        _("Bed om mere"),
        _("Skriv, hvad der mangler, og hvornår I tales ved igen. Kommunen kan så skrive videre."),
        _("Kommunen er bedt om mere."),
        has_today=True,
    ),
    states.ANSWER.name: Page(
        WordsForm,
        steps.answer,
        _("Send svaret"),
        _("Ret først i henvendelsen, hvis der mangler noget i den. Send så her."),
        _("Svaret er sendt."),
    ),
    states.DECLINE.name: Page(
        ReplyForm,
        steps.decline,
        _("Sig »ikke nu«"),
        _("Skriv grunden, så kommunen forstår den, og hvornår de kan komme igen."),
        _("Kommunen har fået svaret."),
        has_today=True,
        kind="warning",
    ),
    states.OFFER.name: Page(
        OfferForm,
        steps.offer,
        _("Begynd på en aftale"),
        _("Kommunen får en plads i et halvår, og I skriver aftalen sammen."),
        _("Aftalen er begyndt. Begge parter kan skrive i den."),
    ),
    states.AGAIN.name: Page(
        AgainForm,
        steps.again,
        _("Tag dialogen op igen"),
        _("Kommunen får at vide, at I gerne vil tale sammen igen."),
        _("Dialogen er taget op igen."),
        has_today=True,
    ),
    states.WITHDRAW.name: Page(
        WordsForm,
        steps.withdraw,
        _("Træk henvendelsen tilbage"),
        _("I behøver ikke sige hvorfor. I kan altid skrive en ny henvendelse."),
        _("Henvendelsen er trukket tilbage."),
        kind="warning",
    ),
    states.DROP.name: Page(
        forms.Form,
        steps.drop,
        _("Slet kladden"),
        _("Ingen kan læse den bagefter, heller ikke jer. Styrelsen har aldrig set den."),
        _("Kladden er væk."),
        kind="warning",
    ),
}
