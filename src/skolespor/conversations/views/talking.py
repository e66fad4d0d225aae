from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from skolespor.children.doors import ChildRequest
from skolespor.children.models import Child
from skolespor.children.views.frame import head_of, show
from skolespor.conversations.actions import talking as actions
from skolespor.conversations.forms.writing import DutyForm, Sheet, one_more
from skolespor.conversations.models import Conversation
from skolespor.conversations.presenters import page as presenters
from skolespor.conversations.queries import page
from skolespor.conversations.states import NOT_OVER, state_of
from skolespor.conversations.views.parts import HERE, holding
from skolespor.core import drafts
from skolespor.core.forms import rules_shown_on


@holding
def prepare(request: ChildRequest, child: Child, conversation: Conversation) -> HttpResponse:
    """*Gør klar*: three minutes before a talk. When it is over there is nothing to get ready."""
    if state_of(conversation) not in NOT_OVER:
        return redirect("conversations:show", child.pk, conversation.pk)
    head = head_of(request, child)
    seen = page.before(conversation, reader=request.user)
    facts = presenters.preparation(head, conversation, seen)
    return show(request, child, "conversations/prepare.html", head=head, tab=HERE, facts=facts)


@holding
@require_POST
def steps(request: ChildRequest, child: Child, conversation: Conversation) -> HttpResponse:
    """Ticked as one goes; saved by itself, or with a button where there is no script."""
    actions.prepare(conversation=conversation, done=request.POST.getlist("steps"), by=request.user)
    if request.headers.get("HX-Request"):
        return HttpResponse(_("Gemt."))
    messages.success(request, _("Gemt."))
    return redirect("conversations:prepare", child.pk, conversation.pk)


@holding
def cards(request: ChildRequest, child: Child, conversation: Conversation) -> HttpResponse:
    """The cards for the child, on paper or on a screen."""
    facts = presenters.cards(conversation)
    return show(request, child, "conversations/cards.html", tab=HERE, facts=facts)


@holding
def say_first(request: ChildRequest, child: Child, conversation: Conversation) -> HttpResponse:
    """The sentence on fetching help, before anything is written."""
    by_phone = bool(conversation.on_behalf_of)
    form = DutyForm(request.POST if request.method == "POST" else None, by_phone=by_phone)
    if form.is_valid():
        with rules_shown_on(form):
            actions.begin(conversation=conversation, by=request.user, **form.cleaned_data)
            return redirect("conversations:write", child.pk, conversation.pk)
    facts = presenters.duty(conversation) | {"form": form}
    return show(request, child, "conversations/say_first.html", tab=HERE, facts=facts)


@holding
def write(request: ChildRequest, child: Child, conversation: Conversation) -> HttpResponse:
    """*Mens vi taler*: the child's words, item by item."""
    subject = f"{child.pk}-{conversation.pk}"
    key: Any = {"owner_id": request.user.pk, "form": "talk", "subject": subject}
    if not actions.is_begun(conversation) and _waits(request, conversation, key):
        return redirect("conversations:say_first", child.pk, conversation.pk)
    sheet = _sheet(request, conversation, drafts.answers_of(drafts.waiting(**key)))
    if sheet.whole.is_bound and sheet.is_valid():
        with rules_shown_on(sheet.whole):
            actions.write_down(conversation=conversation, heard=sheet.heard, by=request.user)
            drafts.sent(**key)
            messages.success(request, _("Det er gemt. Læs det sammen med barnet."))
            return redirect("conversations:show", child.pk, conversation.pk)
    facts = presenters.writing(conversation) | {"sheet": sheet, "draft_subject": subject}
    return show(request, child, "conversations/write.html", tab=HERE, facts=facts)


def _waits(request: ChildRequest, conversation: Conversation, key: Any) -> bool:
    """Whether what was typed lies ready for when the sentence is said again: meanwhile the child got the
    screen, or another day. What can no longer be sent stays on the page, with the reason."""
    if request.method != "POST":
        return True
    if state_of(conversation) not in NOT_OVER:
        return False
    try:
        drafts.keep(answers=request.POST.dict(), **key)
    except ValueError:  # far too long
        return False
    words = _("Det, du skrev, er gemt. Sig sætningen igen. Så kan du skrive videre.")
    messages.warning(request, words)
    return True


def _sheet(request: ChildRequest, conversation: Conversation, draft: dict[str, Any]) -> Sheet:
    """As it was sent; or one row longer, with everything that stood there."""
    if "more" in request.POST:
        return Sheet(band=conversation.band, began=one_more(request.POST.dict()), is_longer=True)
    return Sheet(request.POST or None, band=conversation.band, began=draft)
