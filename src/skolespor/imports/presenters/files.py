"""Files that have been sent, in words."""

from dataclasses import dataclass
from typing import Any

from django.urls import reverse
from django.utils import timezone, translation
from django.utils.formats import number_format
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from skolespor.core.content import code_list
from skolespor.imports import depot, states
from skolespor.imports.formats import Column, Format, format_of
from skolespor.imports.models import Batch, ColumnName, Upload
from skolespor.imports.queries import SHOWN, first_lines_of, has_report
from skolespor.imports.uploads import open_fields

KINDS_OF_BADGES = {
    states.TAKEN_IN: "success",
    states.LOOKED: "info",
    states.COLUMNS_MISSING: "warning",
    states.INTERRUPTED: "warning",
    states.UNREADABLE: "error",
}
DONE = 100
MOST_LOOKS = 450
"""How often a page asks by itself how far it is, every two seconds: a quarter of an hour."""


@dataclass(frozen=True)
class Row:
    """One line of the history."""

    url: str
    kind: str
    sent: str
    who: str
    state: str
    badge: str
    rows: str
    refused: str


@dataclass(frozen=True)
class Name:
    """A heading that is remembered."""

    kind: str
    heading: str
    column: str
    municipality: str
    forget: str


@dataclass(frozen=True)
class GuideColumn:
    """A column as people are told of it. `words` are those of its list."""

    name: str
    about: str
    is_required: bool
    example: str
    words: str


@dataclass(frozen=True)
class Guide:
    name: str
    columns: tuple[GuideColumn, ...]


def row(upload: Upload) -> Row:
    return Row(
        url=reverse("imports:upload", args=[upload.pk]),
        kind=kind_words(upload.kind),
        sent=moment(upload),
        who=str(upload.by),
        state=str(states.STATES[upload.state]),
        badge=KINDS_OF_BADGES.get(upload.state, ""),
        rows=_number(upload.rows),
        refused=_number(upload.refused),
    )


def batch_row(batch: Batch) -> Row:
    """A file that came in by command: there is no page about it."""
    return Row(
        url="",
        kind=kind_words(batch.kind),
        sent=moment(batch),
        who="",
        state="",
        badge="",
        rows=_number(batch.rows),
        refused=_number(batch.refused),
    )


def name(kept: ColumnName) -> Name:
    return Name(
        kind=kind_words(kept.kind),
        heading=kept.title,
        column=format_of(kept.kind)[kept.field].name,
        municipality=str(kept.municipality),
        forget=reverse("imports:forget_name", args=[kept.pk]),
    )


def guide(kind: str) -> Guide:
    """How a file of the kind looks: its columns, those first that must be there."""
    form = format_of(kind)
    ordered = sorted(form.columns, key=lambda column: not column.required)
    return Guide(translation.gettext(form.name), tuple(map(_guided, ordered)))


def _guided(column: Column) -> GuideColumn:
    """The words that a cell may hold are Danish in every language: so is the file."""
    listed = code_list(column.codes) if column.codes else {}
    words = [item["label_da"] for code, item in listed.items() if code in (column.only or listed)]
    about = translation.gettext(column.about)
    return GuideColumn(column.name, about, column.required, column.example, ", ".join(words))


def kind_words(kind: str) -> str:
    return translation.gettext(format_of(kind).name).capitalize()


def moment(upload: Upload | Batch) -> str:
    """The day and the time in Denmark: 21-11-2026 kl. 14.05."""
    at = timezone.localtime(upload.at)
    return _("{day} kl. {time}").format(day=f"{at:%d-%m-%Y}", time=f"{at:%H.%M}")


def about(upload: Upload) -> dict[str, Any]:
    """What every page about one file says of it."""
    since, until = upload.since, upload.until
    return {
        "upload": upload,
        "kind": kind_words(upload.kind),
        "guides": [guide(upload.kind)],
        "sent": moment(upload),
        "period": f"{since:%d-%m-%Y} - {until:%d-%m-%Y}" if since and until else "",
    }


def working(upload: Upload, looks: int, said: str) -> dict[str, Any]:
    """How far it is. `looks` counts how often the page has asked, `said` is the state it has told."""
    share, rows = depot.progress_of(upload.stored)
    is_at_work = upload.state in states.AT_WORK
    ask = f"{reverse('imports:progress', args=[upload.pk])}?nr={looks + 1}&sagt={upload.state}"
    return {
        "share": round(share * DONE) if is_at_work else 0,
        "label": str(states.STATES[upload.state]),
        "text": rows_words(rows) if is_at_work and rows else _("Et øjeblik"),
        "ask": ask if looks < MOST_LOOKS else "",
        "is_news": said != upload.state,
    }


def seen(upload: Upload) -> dict[str, Any]:
    """What the look through has found, and what can be done now."""
    rows, refused = upload.rows or 0, upload.refused or 0
    good, form = rows - refused, format_of(upload.kind)
    return {
        "rows": rows_words(rows),
        "refused": refused,
        "wrong": _wrong(refused),
        "take": _take_words(good, refused),
        "left_out": _left_out(refused),
        "can_be_taken": good > 0,
        "found": upload.found,
        "lines": first_lines_of(upload) if refused else [],
        "shown": SHOWN,
        "has_more": sum(count for _code, _message, count in upload.found) > SHOWN,
        "has_report": bool(refused) and has_report(upload),
        "is_told_columns": bool(open_fields(upload)),
        "columns": ", ".join(c.name for c in form.columns if c.field in open_fields(upload)),
    }


def missing(upload: Upload) -> str:
    """The columns without which nothing can be read."""
    form = format_of(upload.kind)
    return ", ".join(_missing(form, set(upload.known)))


def _missing(form: Format, known: set[str]) -> list[str]:
    needed = [c.name for c in form.columns if c.required and c.field not in known]
    if form.needs_one_of and not known & set(form.needs_one_of):
        needed.append(_(" eller ").join(form[field].name for field in form.needs_one_of))
    return needed


def receipt(upload: Upload) -> dict[str, Any]:
    rows, refused = upload.rows or 0, upload.refused or 0
    words = ngettext("{count} række er taget ind", "{count} rækker er taget ind", rows - refused)
    return {
        "taken": words.format(count=_number(rows - refused)),
        "left_out": _was_left_out(refused),
        "has_report": bool(refused) and has_report(upload),
    }


def rows_words(count: int) -> str:
    return ngettext("{count} række læst", "{count} rækker læst", count).format(count=_number(count))


def _wrong(count: int) -> str:
    words = ngettext("{count} række har fejl", "{count} rækker har fejl", count)
    return words.format(count=_number(count))


def _take_words(good: int, refused: int) -> str:
    if not refused:
        return _("Tag filen ind")
    words = ngettext("Tag den gode række ind", "Tag de {count} gode rækker ind", good)
    return words.format(count=_number(good))


def _left_out(refused: int) -> str:
    if not refused:
        return ""
    words = ngettext(
        "{count} række med fejl bliver ikke taget ind.",
        "{count} rækker med fejl bliver ikke taget ind.",
        refused,
    )
    return words.format(count=_number(refused))


def _was_left_out(refused: int) -> str:
    words = ngettext(
        "{count} række med fejl er udeladt.", "{count} rækker med fejl er udeladt.", refused
    )
    return words.format(count=_number(refused)) if refused else ""


def _number(count: int | None) -> str:
    return "" if count is None else number_format(count, force_grouping=True)
