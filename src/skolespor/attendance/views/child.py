from django.http import HttpResponse
from django.utils import timezone
from django.utils.translation import gettext as _

from skolespor.accounts.permissions import Permission
from skolespor.attendance.actions import not_attending as actions
from skolespor.attendance.forms import AgainForm, NotAttendingForm
from skolespor.attendance.presenters import clock as presenters
from skolespor.attendance.presenters.quarters import cards
from skolespor.attendance.presenters.reduced import presented
from skolespor.attendance.presenters.signals import asked
from skolespor.attendance.presenters.years import corrections, year_cards
from skolespor.attendance.queries import gaps, page, reduced, signals
from skolespor.children.doors import ChildRequest, child_door
from skolespor.children.models import Child
from skolespor.children.views.frame import done, found, head_of, knowing, show
from skolespor.core.forms import rules_shown_on

HERE = "attendance:child"


@child_door(Permission.ATTENDANCE_VIEW)
@knowing
def index(request: ChildRequest, child: Child) -> HttpResponse:
    """»Fremmøde«: where the child goes to school, and the days without."""
    head = head_of(request, child)
    seen = page.situation(child, reader=request.user)
    facts = presenters.attendance(head, seen, gaps.work_of(head, seen.without))
    facts |= {"quarters": cards(page.quarters(head), today=timezone.localdate())}
    facts |= {"reduced": presented(head, reduced.on_page(head))}
    if absence := page.absence(head):
        facts |= {"years": year_cards(absence), "corrections": corrections(absence)}
    if found_asked := signals.asked_about(head):
        facts |= {"asked": asked(head, found_asked)}
    return show(request, child, "attendance/child.html", head=head, tab=HERE, facts=facts)


@child_door(Permission.NOT_ATTENDING_WRITE)
@knowing
def say(request: ChildRequest, child: Child) -> HttpResponse:
    """*Går ikke i skole*, from which day on."""
    form = NotAttendingForm(request.POST or None)
    if form.is_valid():
        with rules_shown_on(form):
            actions.say_not_attending(child=child, by=request.user, **form.cleaned_data)
            words = _("Det er skrevet. Dagene tæller som uden skole, til barnet går i skole igen.")
            return done(request, child, words, HERE)
    return show(request, child, "attendance/say.html", tab=HERE, facts={"form": form})


@child_door(Permission.NOT_ATTENDING_WRITE)
@knowing
def again(request: ChildRequest, child: Child, spell_id: int) -> HttpResponse:
    """The child goes to school again."""
    away = found(page.running_spell(child, spell_id, reader=request.user))
    form = AgainForm(request.POST or None)
    if form.is_valid():
        with rules_shown_on(form):
            actions.attend_again(spell=away.row, by=request.user, **form.cleaned_data)
            return done(request, child, _("Godt! Den første dag i skole igen er gemt."), HERE)
    return show(request, child, "attendance/again.html", tab=HERE, facts={"form": form})


@child_door(Permission.NOT_ATTENDING_WRITE)
@knowing
def withdraw(request: ChildRequest, child: Child, spell_id: int) -> HttpResponse:
    """It was a mistake: says what that means, then takes it back."""
    away = found(page.written_spell(child, spell_id, reader=request.user))
    if request.method == "POST":
        actions.withdraw(spell=away.row, by=request.user)
        return done(request, child, _("Det er trukket tilbage."), HERE)
    return show(request, child, "attendance/withdraw.html", tab=HERE, facts={"spell": away})


@child_door(Permission.NOT_ATTENDING_WRITE)
@knowing
def ask(request: ChildRequest, child: Child) -> HttpResponse:
    """Asked at once when a child has moved: does it still go to its school?"""
    head = head_of(request, child)
    facts = presenters.moved(head, page.situation(child, reader=request.user))
    return show(request, child, "attendance/ask.html", head=head, tab=HERE, facts=facts)
