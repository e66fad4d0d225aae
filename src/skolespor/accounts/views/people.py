from django.contrib import messages
from django.core.paginator import Paginator
from django.db.models import QuerySet
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _

from skolespor.accounts import actions, presenters, queries
from skolespor.accounts.access import people_of
from skolespor.accounts.doors import organisation_door
from skolespor.accounts.forms.people import CloseForm, JobForm, LastDayForm, PeopleSearch, WhereForm
from skolespor.accounts.http import SignedInRequest
from skolespor.accounts.models import JobSeat, Organisation
from skolespor.accounts.permissions import Permission
from skolespor.core.forms import day_words, rules_shown_on
from skolespor.core.searches import remember, remembered

Places = QuerySet[Organisation]
ON_A_PAGE = 30


@organisation_door(Permission.PEOPLE_MANAGE)
def index(request: SignedInRequest, organisations: Places) -> HttpResponse:
    """Everybody with a job in the municipality or in one of its houses."""
    if request.method == "POST":
        return remember(request, "people")
    form = PeopleSearch(remembered(request, "people"))
    form.is_valid()
    people = queries.people_at(organisations, **form.cleaned_data)
    page = Paginator(people, ON_A_PAGE).get_page(request.GET.get("side"))
    shown = presenters.people_list(page, organisations, today=timezone.localdate(), by=request.user)
    return render(request, "accounts/people.html", {"form": form, **shown})


@organisation_door(Permission.PEOPLE_MANAGE)
def person(request: SignedInRequest, organisations: Places, user_id: int) -> HttpResponse:
    found = get_object_or_404(queries.people_at(organisations, former=True), pk=user_id)
    line = presenters.person_line(found, today=timezone.localdate(), by=request.user)
    return render(
        request, "accounts/person.html", {"person": line, "is_self": found == request.user}
    )


@organisation_door(Permission.PEOPLE_MANAGE)
def give_job_where(request: SignedInRequest, organisations: Places, user_id: int) -> HttpResponse:
    """First the place: the roles follow from it."""
    found = get_object_or_404(queries.people_at(organisations, former=True), pk=user_id)
    form = WhereForm(request.GET or None, organisations=queries.search_organisations(organisations))
    if form.is_valid():
        return redirect("accounts:give_job", found.pk, form.cleaned_data["place"].pk)
    return render(request, "accounts/job_where.html", {"person": found, "form": form})


@organisation_door(Permission.PEOPLE_MANAGE)
def give_job(
    request: SignedInRequest, organisations: Places, user_id: int, organisation_id: int
) -> HttpResponse:
    found = get_object_or_404(queries.people_at(organisations, former=True), pk=user_id)
    place = get_object_or_404(organisations, pk=organisation_id)
    form = JobForm(request.POST or None, place=place)
    if form.is_valid():
        with rules_shown_on(form):
            actions.give_job(user=found, organisation=place, by=request.user, **form.cleaned_data)
            messages.success(
                request,
                _("{person} har fået en plads i {place}.").format(person=found, place=place),
            )
            return redirect("accounts:person", found.pk)
    return render(
        request, "accounts/job_give.html", {"person": found, "place": place, "form": form}
    )


@organisation_door(Permission.PEOPLE_MANAGE)
def end_job(request: SignedInRequest, organisations: Places, job_id: int) -> HttpResponse:
    job = get_object_or_404(people_of(organisations), pk=job_id)
    form = LastDayForm(request.POST or None, initial={"until": job.until})
    if form.is_valid():
        with rules_shown_on(form):
            actions.end_job(job=job, by=request.user, **form.cleaned_data)
            return _done(request, job, _("Pladsen slutter, når {day} er slut."))
    return render(request, "accounts/job_end.html", {"job": job, "form": form})


@organisation_door(Permission.PEOPLE_MANAGE)
def close_job(request: SignedInRequest, organisations: Places, job_id: int) -> HttpResponse:
    """Luk adgang nu: shows what will happen, asks why, then does it."""
    job = get_object_or_404(people_of(organisations), pk=job_id)
    form = CloseForm(request.POST or None)
    if form.is_valid():
        with rules_shown_on(form):
            actions.close_job(job=job, by=request.user, **form.cleaned_data)
            return _done(request, job, _("Adgangen er lukket."))
    others = queries.other_jobs(job, organisations)
    page = {"job": job, "form": form, **presenters.closing(job, others)}
    return render(request, "accounts/job_close.html", page)


def _done(request: SignedInRequest, job: JobSeat, words: str) -> HttpResponse:
    messages.success(request, words.format(day=day_words(job.until)))
    return redirect("accounts:person", job.user_id)
