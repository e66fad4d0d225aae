"""A practical text, one's own draft of it, and the page with both texts."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.utils.translation import gettext as _

from skolespor.children.forms.facts import NoteForm
from skolespor.children.presenters.people import moment
from skolespor.children.queries.page import Text
from skolespor.core.content import code_list, in_language
from skolespor.core.drafts import answers_of
from skolespor.core.models import Draft


@dataclass(frozen=True)
class NotePage:
    """What the page begins with. With a draft that differs, `about_draft` says so and `saved` is
    shown beside it."""

    title: str
    form_code: str
    initial: dict[str, Any]
    saved: str
    saved_words: str
    about_draft: str
    readers: str


def note(written: Text, draft: Draft | None, readers: Sequence[str]) -> NotePage:
    typed = answers_of(draft).get("text", written.text)
    return NotePage(
        title=in_language(code_list("access_fields")[written.field], "label"),
        form_code=f"note-{written.field}",
        initial={"text": typed, "seen": written.version},
        saved=written.text,
        saved_words=_saved(written.by, written.at),
        about_draft=_about(draft, written) if draft and typed != written.text else "",
        readers=", ".join(readers),
    )


def _about(draft: Draft, written: Text) -> str:
    if written.at and written.at > draft.saved_at:
        return _("Du har en kladde fra {time}. Teksten er gemt igen, efter du skrev den.").format(
            time=moment(draft.saved_at)
        )
    return _("Du har en kladde fra {time}. Den er ikke gemt endnu.").format(
        time=moment(draft.saved_at)
    )


def _saved(by: str, at: datetime | None) -> str:
    if at is None:
        return _("Der er ikke skrevet noget endnu.")
    return _("Gemt {time} af {who}").format(time=moment(at), who=by)


def two_texts(form: NoteForm, saved: Any) -> dict[str, Any]:
    """Both texts, and a form that saves over the newer one: nothing is lost unseen."""
    mine = form.cleaned_data["text"]
    return {
        "form": NoteForm(initial={"text": mine, "seen": saved.version}),
        "mine": mine,
        "theirs": saved.text,
        "saved_words": _saved(str(saved.edited_by), saved.edited_at),
    }
