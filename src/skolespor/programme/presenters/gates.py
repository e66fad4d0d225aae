"""What is not in place before the next stage, and where to put it right."""

from typing import Any

from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from skolespor.programme import access
from skolespor.programme.access import Who
from skolespor.programme.models import Course
from skolespor.programme.queries import gates as queries
from skolespor.programme.rules.agreement import BLOCKS
from skolespor.programme.rules.gates import MINUTES


def lacking(course: Course, step: str, *, reader: Who) -> list[dict[str, Any]]:
    severities, texts = queries.severities(), queries.texts()
    opens = access.sees_work(reader, course)
    return [
        {
            "words": texts[rule],
            "blocks": severities.get(rule) == BLOCKS,
            **_tool(course, rule, opens=opens),
        }
        for rule in queries.not_kept(course, step, today=timezone.localdate())
    ]


def _tool(course: Course, rule: str, *, opens: bool) -> dict[str, str]:
    """Where it is done, for those who can open it."""
    days = (reverse("programme:days", args=[course.pk]), _("Se dagene"))
    tracks = (reverse("tracks:index"), _("Se handlesporene"))
    review = (reverse("reviews:index"), _("Se egenvurderingen"))
    elsewhere = {
        "v_all_lines_answered": review,
        "v_focus_count": review,
        "v_track_complete": tracks,
        "v_formalised": tracks,
    }
    known = {
        "v_three_lines": (reverse("programme:people", args=[course.pk]), _("Se deltagerne")),
        "v_day_complete": days,
        "v_span": days,
        MINUTES: days,
        **(elsewhere if opens else {}),
    }
    url, label = known.get(rule, ("", ""))
    return {"url": url, "label": label}
