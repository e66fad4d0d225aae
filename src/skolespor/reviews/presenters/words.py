"""Lines, values and distances in words."""

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from skolespor.accounts.lines import Line
from skolespor.core.forms import day_words
from skolespor.reviews.forms import modes
from skolespor.reviews.models import Round
from skolespor.reviews.rules.shown import Mode, Shown, Why, Within


def number(value: float) -> str:
    """2,5 and 4: as Danes write them."""
    return f"{round(value, 1):g}".replace(".", ",")


def line_name(line: str) -> str:
    return Line(line).label


def title(round: Round) -> str:
    """A round is called by the day that its answers are from."""
    if round.closed_on:
        return _("Egenvurdering, {day}").format(day=day_words(round.closed_on))
    return _("Egenvurdering, begyndt {day}").format(day=day_words(round.begun_on))


def value(shown: Shown) -> str:
    """The line's number, the two it lies between, or why there is none."""
    if shown.low is not None and shown.high is not None:
        if shown.low == shown.high:
            return number(shown.low)
        return _("{low} til {high}").format(low=number(shown.low), high=number(shown.high))
    assert shown.why is not None  # noqa: S101 - one of the two is always there
    return missing(shown.why)


def missing(why: Why) -> str:
    return {
        Why.DONT_KNOW: _("Ved ikke"),
        Why.TOO_FEW: _("Færre end 3 svar, vises ikke"),
        Why.NOT_ANSWERED: _("Har ikke svaret"),
    }[why]


def how(mode: str, shown: Shown) -> str:
    """How the line has answered: by whom, or that it was without names."""
    if mode == Mode.JOINT:
        by = _("Svaret sammen, skrevet af {name}").format(name=shown.by)
        return by if shown.by else _("Svarer sammen")
    if mode == Mode.ONE_BY_ONE:
        return _("Svaret hver for sig, uden navne")
    return ""


def within(shown: Shown) -> list[str]:
    """What may be said of the answers of one line."""
    words = {
        Within.CLOSE: _("Svarene i linjen ligger tæt på hinanden."),
        Within.SOME: _("Svarene i linjen ligger noget fra hinanden."),
        Within.APART: _("Svarene i linjen ligger langt fra hinanden."),
    }
    found = [words[shown.within]] if shown.within else []
    if shown.many_dont_know:
        found.append(_("Mindst en tredjedel svarer ved ikke."))
    return found


def distance(steps: float | None) -> str:
    if steps is None:
        return _("Kan ikke sammenlignes")
    if steps == 0:
        return _("Samme svar")
    return ngettext("{steps} trin", "{steps} trin", int(steps) if steps == 1 else 2).format(
        steps=number(steps)
    )


def mode_label(mode: str) -> str:
    return str(modes()[mode]["label_da"]) if mode else _("Ikke valgt endnu")
