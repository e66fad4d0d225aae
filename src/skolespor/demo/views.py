from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render

from skolespor.core.doors import public_door
from skolespor.demo import actions, queries


@public_door
def sign_in(request: HttpRequest) -> HttpResponse:
    """Choose whom to be. The address exists only where the data is invented."""
    if request.method == "POST":
        user = queries.person(request.POST.get("name", ""))
        if user:
            actions.sign_in(request=request, user=user)
            return redirect("workspace:today")
    return render(request, "demo/sign_in.html", {"groups": queries.groups()})
