"""The offer, accessibility and privacy for everybody; and where the agency writes them."""

from typing import Any

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from skolespor.accounts.doors import organisation_door
from skolespor.accounts.http import SignedInRequest
from skolespor.accounts.permissions import Permission
from skolespor.core import drafts
from skolespor.core.doors import public_door
from skolespor.core.forms import rules_shown_on
from skolespor.core.versions import EditedMeanwhile
from skolespor.public import actions, presenters, queries
from skolespor.public.forms import TextForm
from skolespor.public.rules import LABELS, LANGUAGES, Name

ON_A_PAGE = 30
FORM = "public-text"


@public_door
@require_safe
def offer(request: HttpRequest) -> HttpResponse:
    """What a municipality is offered, and whom it calls."""
    facts = {"contact": presenters.contact(queries.agency()), "is_offer": True}
    return _read(request, Name.OFFER, facts)


@public_door
@require_safe
def accessibility(request: HttpRequest) -> HttpResponse:
    """How we know that everybody can use it, and whom to tell when somebody cannot."""
    return _read(request, Name.ACCESSIBILITY, {"contact": presenters.contact(queries.agency())})


@public_door
@require_safe
def standard_address(request: HttpRequest) -> HttpResponse:
    """Where public bodies' declarations are looked for (the agency for digital government's WAS-Tool)."""
    return redirect("public:accessibility")


@public_door
@require_safe
def privacy(request: HttpRequest) -> HttpResponse:
    return _read(request, Name.PRIVACY, {})


@public_door
@require_safe
def robots(request: HttpRequest) -> HttpResponse:
    """Nothing is closed to search engines here: a page says itself that it must not be found, and one
    that they may not read could still be listed by its address."""
    return render(request, "public/robots.txt", content_type="text/plain; charset=utf-8")


@public_door
@require_safe
def sitemap(request: HttpRequest) -> HttpResponse:
    facts = {"pages": presenters.found_by_search()}
    return render(request, "public/sitemap.xml", facts, content_type="application/xml")


def _read(request: HttpRequest, name: Name, facts: dict[str, Any]) -> HttpResponse:
    text = queries.text_of(name, get_language() or "da")
    return render(request, "public/page.html", presenters.page(text) | facts)


@organisation_door(Permission.TEXTS_WRITE)
def index(request: SignedInRequest, organisations: Any) -> HttpResponse:
    """The texts that the agency writes."""
    lines = [presenters.line(text) for text in queries.all_texts()]
    return render(request, "public/index.html", {"lines": lines})


@organisation_door(Permission.TEXTS_WRITE)
def edit(request: SignedInRequest, organisations: Any, name: str, language: str) -> HttpResponse:
    """Write, see how it looks, publish."""
    known, key = _known(name, language), _key(request, name, language)
    text = queries.text_of(known, language)
    begins = {"title": text.title, "body": text.body, "seen": text.version}
    kept = drafts.answers_of(drafts.waiting(**key))
    form = TextForm(request.POST or None, initial=begins | kept)
    facts: dict[str, Any] = {}
    if form.is_valid():
        shown = {field: form.cleaned_data[field] for field in ("title", "body")}
        if "preview" in request.POST:
            facts["preview"] = presenters.page(queries.Text(known, language, 0, **shown))
        else:
            try:
                with rules_shown_on(form):
                    actions.publish(
                        name=known, language=language, by=request.user, **form.cleaned_data
                    )
                    drafts.sent(**key)
                    messages.success(request, _("Teksten er udgivet. Alle kan læse den nu."))
                    return redirect("public:index")
            except EditedMeanwhile:
                newest = queries.text_of(known, language)
                facts = {"meanwhile": presenters.page(newest), "status": 409}
                form = TextForm(initial=shown | {"seen": newest.version})
    return _writing(request, form, text, facts)


def _writing(
    request: SignedInRequest, form: TextForm, text: queries.Text, facts: dict[str, Any]
) -> HttpResponse:
    status = facts.pop("status", 200)
    facts |= {
        "form": form,
        "draft": FORM,
        "subject": f"{text.name}-{text.language}",
        "label": LABELS[text.name],
        "language": LANGUAGES[text.language],
    }
    return render(request, "public/edit.html", facts, status=status)


@organisation_door(Permission.TEXTS_WRITE)
def versions(
    request: SignedInRequest, organisations: Any, name: str, language: str
) -> HttpResponse:
    """What stood there before, when, and who wrote it."""
    known = _known(name, language)
    page = Paginator(queries.versions(known, language), ON_A_PAGE).get_page(request.GET.get("side"))
    facts = {
        "page": page,
        "lines": [presenters.earlier(one) for one in page],
        "first": reverse("public:version", args=[name, language, 0]),
        "label": LABELS[known],
        "language": LANGUAGES[language],
    }
    return render(request, "public/versions.html", facts)


@organisation_door(Permission.TEXTS_WRITE)
def version(
    request: SignedInRequest, organisations: Any, name: str, language: str, number: int
) -> HttpResponse:
    """One earlier version, and to begin from it."""
    known = _known(name, language)
    found = queries.text_at(known, language, number)
    if found is None:
        raise Http404
    if request.method == "POST":
        drafts.keep(
            **_key(request, name, language), answers={"title": found.title, "body": found.body}
        )
        return redirect("public:edit", name, language)
    facts = presenters.page(found) | presenters.line(found) | {"code": language}
    return render(request, "public/version.html", facts)


def _known(name: str, language: str) -> Name:
    if name not in set(Name) or language not in LANGUAGES:
        raise Http404
    return Name(name)


def _key(request: SignedInRequest, name: str, language: str) -> dict[str, Any]:
    return {"owner_id": request.user.pk, "form": FORM, "subject": f"{name}-{language}"}
