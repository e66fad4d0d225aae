"""The pages of the steps from the start meeting to the end."""

from collections.abc import Mapping
from functools import partial
from typing import Any

from django.utils.translation import gettext_lazy as _

from skolespor.core.flow import Step
from skolespor.programme import states
from skolespor.programme.actions import running
from skolespor.programme.forms.running import CloseForm, GateForm, PauseForm
from skolespor.programme.views.before import Page


def _stage(step: Step, lead: Any, done: Any, *, kind: str = "primary") -> Page:
    act = partial(running.go, step=step)
    return Page(GateForm, act, step.label, lead, done, has_today=True, kind=kind)


def _again(step: Step) -> Page:
    return Page(
        GateForm,
        partial(running.resume, step=step),
        step.label,
        _("Forløbet går videre, hvor I slap. Sæt de dage igen, der blev aflyst."),
        _("Forløbet er i gang igen."),
    )


RUNNING: Mapping[str, Page] = {
    states.PRACTISE.name: _stage(
        states.PRACTISE,
        _("Opstartsmødet er holdt. Nu ser de tre linjer hver for sig på, hvordan det er i dag."),
        _("Kommunen er i gang med egen praksis."),
    ),
    states.CHOOSE.name: _stage(
        states.CHOOSE,
        _("Alle tre linjer har svaret. Nu vælger I to eller tre fokus."),
        _("I er nået til valg af fokus."),
    ),
    states.LOOK_AGAIN.name: _stage(
        states.LOOK_AGAIN,
        _("I går tilbage og ser på egen praksis igen. Det, I har valgt, bliver stående."),
        _("I er tilbage ved egen praksis."),
        kind="secondary",
    ),
    states.SET_OUT.name: _stage(
        states.SET_OUT,
        _("Fokus er valgt. Nu bliver hvert fokus til et handlespor, som nogen ejer."),
        _("I er nået til handlesporene."),
    ),
    states.CHOOSE_AGAIN.name: _stage(
        states.CHOOSE_AGAIN,
        _("I vælger fokus om. De handlespor, der er begyndt, bliver stående."),
        _("I er tilbage ved valg af fokus."),
        kind="secondary",
    ),
    states.MEET.name: _stage(
        states.MEET,
        _("Handlesporene er begyndt. Nu mødes I til rådgivningsdagene."),
        _("I er nået til rådgivningsdagene."),
    ),
    states.TAKE_STOCK.name: _stage(
        states.TAKE_STOCK,
        _("Et kort møde mellem dagene: Hvad er gjort, og hvad er svært?"),
        _("Der holdes statusmøde."),
    ),
    states.GO_ON.name: _stage(
        states.GO_ON,
        _("Statusmødet er holdt. I går videre til næste rådgivningsdag."),
        _("Forløbet er tilbage ved rådgivningsdagene."),
    ),
    states.ANCHOR.name: _stage(
        states.ANCHOR,
        _("Dagene er holdt. Nu bliver det, der virker, til fast praksis."),
        _("I er nået til forankring."),
    ),
    states.MORE_DAYS.name: _stage(
        states.MORE_DAYS,
        _("I går tilbage til rådgivningsdagene."),
        _("I er tilbage ved rådgivningsdagene."),
        kind="secondary",
    ),
    states.FOLLOW.name: _stage(
        states.FOLLOW,
        _(
            "Handlesporene er fast praksis. I ser på dem igen et halvt år og et år efter sidste dag."
        ),
        _("Forløbet er nået til opfølgning. Dagene for den står på siden."),
    ),
    states.ANCHOR_MORE.name: _stage(
        states.ANCHOR_MORE,
        _("Kommunen arbejder videre med forankring."),
        _("Forløbet er tilbage ved forankring."),
        kind="secondary",
    ),
    states.CLOSE.name: Page(
        CloseForm,
        running.close,
        states.CLOSE.label,
        _("Forløbet er slut. Handlesporene lever videre i kommunen."),
        _("Forløbet er afsluttet."),
    ),
    states.PAUSE.name: Page(
        PauseForm,
        running.pause,
        states.PAUSE.label,
        _("Skriv hvorfor, og hvornår I begynder igen. De dage, der ligger før, bliver aflyst."),
        _("Forløbet holder pause."),
        has_today=True,
        kind="warning",
    ),
    states.RESUME_START.name: _again(states.RESUME_START),
    states.RESUME_PRACTICE.name: _again(states.RESUME_PRACTICE),
    states.RESUME_DAYS.name: _again(states.RESUME_DAYS),
}
