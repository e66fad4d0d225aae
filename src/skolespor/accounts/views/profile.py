from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _

from skolespor.accounts import actions, presenters, queries
from skolespor.accounts.doors import signed_in_door
from skolespor.accounts.forms.people import ProfileForm
from skolespor.accounts.http import SignedInRequest


@signed_in_door
def profile(request: SignedInRequest) -> HttpResponse:
    """What others see of me, and where I work."""
    form = ProfileForm(request.POST or None, initial={"phone": request.user.phone})
    if form.is_valid():
        actions.save_profile(by=request.user, **form.cleaned_data)
        messages.success(request, _("Dit telefonnummer er gemt."))
        return redirect("accounts:profile")
    jobs = queries.jobs_shown_to(request.user)
    deputies = queries.deputy_spells_of(request.user)
    page = presenters.profile(jobs, deputies, today=timezone.localdate(), by=request.user)
    return render(request, "accounts/profile.html", {"form": form, **page})
