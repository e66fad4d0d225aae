"""What a municipality does next in a course that runs, in one sentence."""

from collections.abc import Mapping
from datetime import date
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from skolespor.core.forms import day_words
from skolespor.programme import states
from skolespor.programme.models import Course
from skolespor.programme.presenters.course import staff_name
from skolespor.programme.presenters.running import FORWARD
from skolespor.programme.queries import gates

LACKS: Mapping[str, Any] = {
    states.PRACTICE: gettext_lazy(
        "Rådgivningsforløbet: De tre linjer har ikke alle svaret på egenvurderingen."
    ),
    states.FOCUS: gettext_lazy("Rådgivningsforløbet: I mangler at vælge to eller tre fokus."),
    states.TRACKS: gettext_lazy(
        "Rådgivningsforløbet: I mangler handlespor, der alle har ejer, frist og tegn."
    ),
    states.DAYS: gettext_lazy(
        "Rådgivningsforløbet: Der er ikke flere dage, og noget mangler, før I går videre."
    ),
    states.ANCHORING: gettext_lazy(
        "Rådgivningsforløbet: I mangler handlespor, der er fast praksis med beskrivelse, kalender og måling."
    ),
}
"""What stands in the way of the next stage (`stages` in content/advisory_course.yaml: `gates`)."""


def goes_on(course: Course, *, today: date) -> str:
    """For a course in which it is the municipality's turn: what is missing, or that nothing is."""
    if course.state == states.PAUSED:
        return _("Rådgivningsforløbet skulle begynde igen {day}.").format(
            day=day_words(course.next_on)
        )
    step = FORWARD[course.state]
    if gates.not_kept(course, step.name, today=today):
        return str(LACKS[course.state])
    return _("Rådgivningsforløbet: I kan gå videre til »{stage}«.").format(
        stage=staff_name(step.target).lower()
    )
