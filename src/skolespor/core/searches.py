"""What somebody searches for is a name, and a name is never in an address.

A search is sent by POST, kept in the session, and the list is shown at its plain address; turning
the page and taking the list as a file use the same search. It is forgotten when one signs out. A
CPR number is not kept at all: the field shows it masked, and finds nobody.
"""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect

from skolespor.core.logs import masked

LONGEST = 200


def remember(request: HttpRequest, name: str) -> HttpResponse:
    """Keep what was sent (nothing, when "reset" was pressed), and show the list."""
    sent = {} if "reset" in request.POST else request.POST.dict()
    sent.pop("csrfmiddlewaretoken", None)
    request.session[f"search:{name}"] = {key: masked(text)[:LONGEST] for key, text in sent.items()}
    return redirect(request.path)


def remembered(request: HttpRequest, name: str) -> dict[str, str]:
    found: dict[str, str] = request.session.get(f"search:{name}", {})
    return found
