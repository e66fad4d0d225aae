"""What the child writes on its own pages, and whom it asks for a talk."""

from dataclasses import dataclass
from typing import Any

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import redirect
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from skolespor.accounts.models import User
from skolespor.accounts.permissions import Permission
from skolespor.children.doors import ChildRequest
from skolespor.children.models import Child
from skolespor.children.queries.page import Header
from skolespor.children.views.frame import found, head_of
from skolespor.conversations.actions import offering, outcome
from skolespor.core import drafts
from skolespor.core.errors import RuleBroken
from skolespor.core.forms import rules_shown_on
from skolespor.core.versions import EditedMeanwhile
from skolespor.promises.actions import saying
from skolespor.promises.actions.saying import Words, say
from skolespor.promises.rules import Sharing, What
from skolespor.workspace.doors import own_door
from skolespor.workspace.forms.own import RewordForm, SayForm, TalkForm, WorkerForm
from skolespor.workspace.presenters import own as presenters
from skolespor.workspace.presenters import own_people as people
from skolespor.workspace.queries import own as queries
from skolespor.workspace.rules.own import check_adult
from skolespor.workspace.views.own import ON_A_PAGE, show

REMOVED = "Barnet har selv fjernet det."
"""Kept with what was taken away; nobody is asked why."""
SUBJECT = "mig"
"""The draft is its writer's: whom it is about need not be told."""


@dataclass(frozen=True)
class Unsent:
    """What the child has typed on one page and not sent. With an adult's code there is no such thing: the
    adult would read what the child began to write elsewhere, and the child what the adult did."""

    reader: User
    form: str
    subject: str = SUBJECT

    @property
    def key(self) -> dict[str, Any]:
        return {"owner_id": self.reader.pk, "form": self.form, "subject": self.subject}

    def answers(self) -> dict[str, Any]:
        return {} if self.reader.through else drafts.answers_of(drafts.waiting(**self.key))

    def sent(self) -> None:
        if not self.reader.through:
            drafts.sent(**self.key)

    def facts(self) -> dict[str, Any]:
        return {} if self.reader.through else {"draft": self.form, "subject": self.subject}


@dataclass(frozen=True)
class Writing:
    """A page on which the child writes one thing."""

    what: What
    page: str
    then: str
    question: Any
    to: Any

    @property
    def form(self) -> str:
        return self.page.replace("_", "-")


STRENGTH = Writing(
    What.STRENGTH,
    "own_good_at",
    "own_good_at",
    gettext_lazy("Hvad er du god til?"),
    gettext_lazy("Hvem fortæller du det til?"),
)
WISH = Writing(
    What.WISH,
    "own_wish",
    "own_agreements",
    gettext_lazy("Hvad vil du gerne have?"),
    gettext_lazy("Hvem skriver du til?"),
)


@own_door
def good_at(request: ChildRequest, child: Child) -> HttpResponse:
    """What it has said it is good at, and one more."""
    return _writing(request, child, STRENGTH)


@own_door
def wish(request: ChildRequest, child: Child) -> HttpResponse:
    """»Mangler der noget? Så skriv det«."""
    return _writing(request, child, WISH)


def _writing(request: ChildRequest, child: Child, one: Writing) -> HttpResponse:
    head = head_of(request, child)
    unsent = Unsent(request.user, one.form)
    form = SayForm(
        request.POST or None,
        initial=_chosen(request) | unsent.answers(),
        adults=queries.choosable(head, Permission.STATEMENT_WRITE),
        question=str(one.question),
        to=str(one.to),
    )
    if form.is_valid():
        with rules_shown_on(form):
            sharing = Sharing(form.cleaned_data["sharing"])
            words = Words(form.cleaned_data["text"], one.what, sharing, is_own_hand=True)
            _say(request, child, words, form.chosen)
            unsent.sent()
            messages.success(request, _("Tak. Det er gemt."))
            return redirect(f"workspace:{one.then}")
    facts: dict[str, Any] = {"form": form} | unsent.facts()
    if one is STRENGTH:
        facts["strengths"] = queries.strengths(head)
    return show(request, head, one.page.removeprefix("own_"), facts)


def _chosen(request: ChildRequest) -> dict[str, Any]:
    """The adult whom the child came from."""
    return {"adult": request.GET["voksen"]} if "voksen" in request.GET else {}


def _say(request: ChildRequest, child: Child, words: Words, adult: Any) -> None:
    today = timezone.localdate()
    say(child=child, words=words, adult=adult, said_on=today, by=request.user)


@own_door
def reword(request: ChildRequest, child: Child, statement_id: int) -> HttpResponse:
    """The child puts right what it has said."""
    head = head_of(request, child)
    statement = found(queries.to_mend(head, statement_id))
    unsent = Unsent(request.user, "own-reword", f"{SUBJECT}-{statement.pk}")
    begins = {"text": statement.text, "seen": statement.version}
    form = RewordForm(request.POST or None, initial=begins | unsent.answers())
    meanwhile = ""
    if form.is_valid():
        try:
            with rules_shown_on(form):
                saying.reword(statement=statement, by=request.user, **form.cleaned_data)
                unsent.sent()
                messages.success(request, _("Tak. Det er gemt."))
                return redirect("workspace:own_said")
        except EditedMeanwhile:
            statement.refresh_from_db()
            meanwhile = statement.text
            form = RewordForm(
                initial={"text": form.cleaned_data["text"], "seen": statement.version}
            )
    facts = {"form": form, "meanwhile": meanwhile, "one": people.said_one(head, statement)}
    return show(request, head, "reword", facts | unsent.facts())


@own_door
def remove(request: ChildRequest, child: Child, statement_id: int) -> HttpResponse:
    """»Fjern det«: it was the child's own, and is nowhere to be read any more."""
    head = head_of(request, child)
    statement = found(queries.to_mend(head, statement_id))
    if request.method == "POST":
        saying.withdraw(statement=statement, reason=REMOVED, by=request.user)
        messages.success(request, _("Det er fjernet."))
        return redirect("workspace:own_said")
    return show(request, head, "remove", {"one": people.said_one(head, statement)})


@own_door
def case_worker(request: ChildRequest, child: Child) -> HttpResponse:
    """»Jeg vil tale med min rådgiver«: a word, or just the wish; then by when there is an answer."""
    head = head_of(request, child)
    adult = queries.teller(head)
    unsent = Unsent(request.user, "own-worker")
    typed = request.POST if request.method == "POST" else None
    form = WorkerForm(typed, initial=unsent.answers())
    if form.is_valid():
        with rules_shown_on(form):
            check_adult(adult is not None)
            words = Words(form.words, What.WISH, Sharing.TO_CASE_WORKER, is_own_hand=True)
            _say(request, child, words, adult and adult.user)
            unsent.sent()
            messages.success(request, _("Tak. Det er sendt."))
            return redirect("workspace:own_case_worker")
    facts = {"form": form, "adult": adult} | unsent.facts() | _waiting(head)
    return show(request, head, "case_worker", facts)


def _waiting(head: Header) -> dict[str, Any]:
    rows = list(queries.to_case_worker(head))
    today = timezone.localdate()
    return {"waiting": presenters.waiting_lines(rows, queries.reminded(rows), head, today)}


@own_door
def talk(request: ChildRequest, child: Child) -> HttpResponse:
    """Talks that are asked for or planned, the ways to ask, and those that were."""
    head = head_of(request, child)
    page = Paginator(queries.held(head), ON_A_PAGE).get_page(request.GET.get("side"))
    facts = {
        "talks": people.talks(head, list(queries.talks(head))),
        "page": page,
        "earlier": people.earlier(head, page),
    }
    return show(request, head, "talk", facts)


@own_door
def ask(request: ChildRequest, child: Child) -> HttpResponse:
    """The child chooses whom it wants to talk with, where and about what."""
    head = head_of(request, child)
    adults = queries.choosable(head, Permission.CONVERSATION_HOLD)
    form = TalkForm(request.POST or None, adults=adults)
    if form.is_valid():
        with rules_shown_on(form):
            offering.ask(
                child=child,
                adult=form.chosen,
                place=form.cleaned_data["place"],
                themes=form.cleaned_data["themes"],
                by=request.user,
            )
            messages.success(request, _("Tak. Du har spurgt."))
            return redirect("workspace:own_talk")
    return show(request, head, "ask", {"form": form})


@own_door
def decline(request: ChildRequest, child: Child, conversation_id: int) -> HttpResponse:
    """»Ikke i dag«: a good answer, and nobody asks why."""
    head = head_of(request, child)
    conversation = found(queries.to_decline(head, conversation_id))
    if request.method == "POST":
        try:
            outcome.not_today(conversation=conversation, by=request.user)
            messages.success(request, _("Det er helt i orden."))
        except RuleBroken as broken:
            messages.info(request, broken.message)
        return redirect("workspace:own_talk")
    [one] = people.talks(head, [conversation])
    return show(request, head, "decline", {"talk": one})
