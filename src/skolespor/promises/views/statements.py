"""One thing a child has said: read, answered, put right, shared."""

from collections.abc import Callable
from functools import wraps
from typing import Any

from django import forms
from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from skolespor.accounts.models import User
from skolespor.accounts.permissions import Permission
from skolespor.children.access import is_the_child
from skolespor.children.doors import ChildRequest, child_door
from skolespor.children.models import Child
from skolespor.children.views.frame import done, found, head_of, knowing, show
from skolespor.core import drafts
from skolespor.core.doors import View
from skolespor.core.forms import rules_shown_on
from skolespor.core.versions import EditedMeanwhile
from skolespor.promises import access
from skolespor.promises.actions import answering, owners, saying
from skolespor.promises.actions.saying import Words
from skolespor.promises.forms import (
    DecideForm,
    OwnerForm,
    ReasonForm,
    RewordForm,
    SayForm,
    SharingForm,
    ToldForm,
)
from skolespor.promises.models import Statement
from skolespor.promises.presenters import page as presenters
from skolespor.promises.queries import voice
from skolespor.promises.rules import Sharing, What

VOICE = "conversations:child"
STATEMENT = "promises:statement"


def of_statement(view: Callable[..., HttpResponse]) -> View:
    """Behind the child's door: the statement, if the child lets the reader know it. 404 otherwise."""

    @child_door(Permission.CONVERSATION_VIEW)
    @wraps(view)
    def entered(
        request: ChildRequest, child: Child, statement_id: int, **kwargs: Any
    ) -> HttpResponse:
        statement = found(voice.statement_of(child, statement_id, reader=request.user))
        return view(request, child, statement, **kwargs)

    return entered


def allowed(
    may: Callable[[User, Statement], bool],
) -> Callable[[Callable[..., HttpResponse]], View]:
    """The same for adults who may do something with it; readers get 403, and so does the child, who does
    it on its own pages."""

    def judged(request: ChildRequest, child: Child, *, statement_id: int) -> bool:
        statement = voice.statement_of(child, statement_id, reader=request.user)
        if statement is None:
            return True
        return may(request.user, statement) and not is_the_child(request.user, child)

    def door(view: Callable[..., HttpResponse]) -> View:
        @child_door(Permission.CONVERSATION_VIEW, may=judged)
        @wraps(view)
        def entered(request: ChildRequest, child: Child, statement_id: int) -> HttpResponse:
            statement = found(voice.statement_of(child, statement_id, reader=request.user))
            return view(request, child, statement)

        return entered

    return door


@of_statement
def statement(request: ChildRequest, child: Child, statement: Statement) -> HttpResponse:
    """What was said, who may know it, and what became of it. The child itself has a page of its own, in
    its own words, and without what no adult has told it yet."""
    head = head_of(request, child)
    if head.is_own:
        return redirect("workspace:own_said")
    facts = presenters.page(voice.on_page(statement, head))
    return show(request, child, "promises/statement.html", head=head, tab=VOICE, facts=facts)


@child_door(Permission.STATEMENT_WRITE)
@knowing
def write(request: ChildRequest, child: Child) -> HttpResponse:
    """*Skriv det, barnet sagde*: verbatim, with the child's own word on who may know it."""

    def send(form: forms.Form) -> None:
        said_on = form.cleaned_data.pop("said_on")
        data = form.cleaned_data
        words = Words(data["text"], What(data["what"]), Sharing(data["sharing"]))
        saying.say(child=child, words=words, adult=request.user, said_on=said_on, by=request.user)

    heading = _("Skriv det, {name} sagde").format(name=child.first_name)
    return _form(request, child, SayForm, send, heading=heading, back=VOICE)


@allowed(access.may_put_right)
def reword(request: ChildRequest, child: Child, statement: Statement) -> HttpResponse:
    begins = {"text": statement.text, "seen": statement.version}

    def send(form: forms.Form) -> None:
        saying.reword(statement=statement, by=request.user, **form.cleaned_data)

    try:
        return _form(
            request, child, RewordForm, send, statement, heading=_("Ret ordene"), begins=begins
        )
    except EditedMeanwhile:
        statement.refresh_from_db()
        mine = {"text": request.POST.get("text", ""), "seen": statement.version}
        facts = _facts(child, RewordForm(initial=mine), statement, heading=_("Ret ordene"))
        facts["meanwhile"] = statement.text
        return show(request, child, "promises/form.html", tab=VOICE, facts=facts, status=409)


@allowed(access.may_say_who_knows)
def sharing(request: ChildRequest, child: Child, statement: Statement) -> HttpResponse:
    """The child says anew who may know it. No draft of it is kept: an old choice is none."""
    form = _sharing_form(request, statement, now=statement.sharing)
    if form.is_valid():
        with rules_shown_on(form):
            return _shared(request, child, statement, form)
    facts = _facts(child, form, statement, heading=_("Hvem må vide det?"))
    return show(request, child, "promises/form.html", tab=VOICE, facts=facts)


def _sharing_form(request: ChildRequest, statement: Statement, *, now: str) -> SharingForm:
    begins = {"sharing": now, "seen": statement.sharing}
    return SharingForm(request.POST or None, initial=begins)


def _shared(
    request: ChildRequest, child: Child, statement: Statement, form: forms.Form
) -> HttpResponse:
    """Where the child has chosen anew meanwhile, its choice stands, and the page says so."""
    chosen, seen = (Sharing(form.cleaned_data[name]) for name in ("sharing", "seen"))
    try:
        saying.share(statement=statement, sharing=chosen, seen=seen, by=request.user)
    except EditedMeanwhile:
        messages.warning(request, _("Barnet har valgt om i mellemtiden. Se, hvad der gælder nu."))
        return redirect(request.path)
    still = voice.statement_of(child, statement.pk, reader=request.user)
    return redirect(STATEMENT, child.pk, still.pk) if still else redirect(VOICE, child.pk)


@allowed(access.may_put_right)
def withdraw(request: ChildRequest, child: Child, statement: Statement) -> HttpResponse:
    def send(form: forms.Form) -> None:
        saying.withdraw(statement=statement, by=request.user, **form.cleaned_data)

    return _form(request, child, ReasonForm, send, statement, heading=_("Træk tilbage"), back=VOICE)


@allowed(access.may_answer)
@require_POST
def discussed(request: ChildRequest, child: Child, statement: Statement) -> HttpResponse:
    answering.discussed(statement=statement, by=request.user)
    return redirect(STATEMENT, child.pk, statement.pk)


@allowed(access.may_answer)
def decide(request: ChildRequest, child: Child, statement: Statement) -> HttpResponse:
    def send(form: forms.Form) -> None:
        answering.decide(statement=statement, by=request.user, **form.cleaned_data)

    begins = {"decision": statement.decision, "reason": statement.reason}
    heading = _("Skriv, hvad I beslutter")
    return _form(request, child, DecideForm, send, statement, heading=heading, begins=begins)


@allowed(access.may_answer)
def told(request: ChildRequest, child: Child, statement: Statement) -> HttpResponse:
    def send(form: forms.Form) -> None:
        answering.told(statement=statement, by=request.user, **form.cleaned_data)

    heading = _("Fortalt til {name}").format(name=child.first_name)
    asks: dict[str, Any] = {"asks_text": statement.what == What.AGREEMENT}
    return _form(request, child, ToldForm, send, statement, heading=heading, **asks)


@allowed(access.may_answer)
def owner(request: ChildRequest, child: Child, statement: Statement) -> HttpResponse:
    def send(form: forms.Form) -> None:
        owners.pass_on(statement=statement, by=request.user, **form.cleaned_data)

    heading = _("Giv videre til en kollega")
    people: dict[str, Any] = {"owners": voice.may_own(statement)}
    return _form(request, child, OwnerForm, send, statement, heading=heading, **people)


@child_door(Permission.CONVERSATION_VIEW)
def unheard(request: ChildRequest, child: Child, statement_id: int) -> HttpResponse:
    """The adult is gone who heard it: ask the child who may know it now. Its words are not here, and no
    answer is chosen before the child has given one."""
    statement = found(voice.unheard_of(child, statement_id, reader=request.user))
    form = _sharing_form(request, statement, now="")
    if form.is_valid():
        with rules_shown_on(form):
            if form.cleaned_data["sharing"] == Sharing.BETWEEN_US:
                saying.let_be(statement=statement, by=request.user)
                return done(request, child, _("Så bliver det mellem barnet og den voksne."), VOICE)
            return _shared(request, child, statement, form)
    facts = {"form": form, "due": statement.due_on, "on": statement.said_on}
    return show(request, child, "promises/unheard.html", tab=VOICE, facts=facts)


def _form(
    request: ChildRequest,
    child: Child,
    kind: type[forms.Form],
    send: Callable[[forms.Form], None],
    statement: Statement | None = None,
    *,
    heading: str,
    back: str = STATEMENT,
    begins: dict[str, Any] | None = None,
    **asked: Any,
) -> HttpResponse:
    """A form about one thing. What is typed is kept for its writer until it is sent."""
    key = _key(request, child, kind, statement)
    waiting = drafts.answers_of(drafts.waiting(**key))
    form = kind(request.POST or None, initial=(begins or {}) | waiting, **asked)
    if form.is_valid():
        with rules_shown_on(form):
            send(form)
            drafts.sent(**key)
            if statement is None or back == VOICE:
                return done(request, child, _("Det er skrevet."), VOICE)
            still = voice.statement_of(child, statement.pk, reader=request.user)
            return redirect(STATEMENT, child.pk, still.pk) if still else redirect(VOICE, child.pk)
    facts = _facts(child, form, statement, heading=heading) | {"draft": key}
    return show(request, child, "promises/form.html", tab=VOICE, facts=facts)


def _key(
    request: ChildRequest, child: Child, kind: type[forms.Form], statement: Statement | None
) -> dict[str, Any]:
    subject = f"{child.pk}-{statement.pk}" if statement else str(child.pk)
    name = f"statement-{kind.__name__.lower()}"
    return {"owner_id": request.user.pk, "form": name, "subject": subject}


def _facts(
    child: Child, form: forms.Form, statement: Statement | None, *, heading: str
) -> dict[str, Any]:
    return {
        "form": form,
        "heading": heading,
        "statement": statement,
        "is_new": statement is None,
        "rule": presenters.promise_to_child(),
    }
