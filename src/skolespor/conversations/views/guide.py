"""The conversation guide, for everybody: nothing in it is about anybody."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from skolespor.conversations.presenters import guide
from skolespor.core.doors import public_door


@public_door
@require_safe
def page(request: HttpRequest) -> HttpResponse:
    return render(request, "conversations/guide.html", {"guide": guide.readable()})


@public_door
@require_safe
def file(request: HttpRequest) -> HttpResponse:
    response = HttpResponse(guide.printed(), content_type="application/pdf")
    response["Content-Disposition"] = 'attachment; filename="samtaleguide.pdf"'
    return response
