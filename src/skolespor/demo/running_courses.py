"""Advisory courses that have begun, one at each stage. Ellevang's own has reviews and tracks behind it."""

from collections.abc import Sequence
from datetime import date, datetime, time, timedelta

from django.db.models import F
from django.utils import timezone

from skolespor.accounts.actions import begin as begin_municipality
from skolespor.calendar.rules.days import add_working_days
from skolespor.core.flow import Step
from skolespor.demo.courses import (
    SHIFTS,
    Applicant,
    approves,
    from_the_open_page,
    has_talked,
    written,
)
from skolespor.demo.papers import table
from skolespor.demo.town import Town
from skolespor.programme import states
from skolespor.programme.access import Who
from skolespor.programme.actions import after, application, days, files, running
from skolespor.programme.actions.days import When
from skolespor.programme.models import Approval, Course, Day, FollowUp, Participant, Taken
from skolespor.programme.presenters.days import begins_with
from skolespor.programme.queries import days as queries
from skolespor.programme.rules.after import Round
from skolespor.programme.rules.days import Kind
from skolespor.programme.states import Side
from skolespor.reviews.queries.focus import open_focus
from skolespor.tracks.actions import making, moving
from skolespor.tracks.actions.making import Plan

TO_PRACTICE = (states.PRACTISE,)
TO_FOCUS = (*TO_PRACTICE, states.CHOOSE)
TO_TRACKS = (*TO_FOCUS, states.SET_OUT)
TO_DAYS = (*TO_TRACKS, states.MEET)
TO_STATUS = (*TO_DAYS, states.TAKE_STOCK)
TO_ANCHORING = (*TO_DAYS, states.ANCHOR)
TO_FOLLOW_UP = (*TO_ANCHORING, states.FOLLOW)
DALVANG, HOJVANG, STRANDVANG = "9013", "9014", "9015"
STAGES: Sequence[tuple[str, str, str, int, Sequence[Step]]] = (
    ("9011", "Skovvang Kommune", "Ida P.", 60, TO_PRACTICE),
    ("9016", "Møllevang Kommune", "Orla G.", 80, TO_FOCUS),
    ("9017", "Kærvang Kommune", "Tove W.", 100, TO_TRACKS),
    ("9018", "Toftevang Kommune", "Åse B.", 150, TO_STATUS),
    (STRANDVANG, "Strandvang Kommune", "Jørn H.", 120, TO_DAYS),
    ("9012", "Kildevang Kommune", "Kaj R.", 300, TO_ANCHORING),
    (DALVANG, "Dalvang Kommune", "Rosa M.", 520, TO_FOLLOW_UP),
    (HOJVANG, "Højvang Kommune", "Niels K.", 760, TO_FOLLOW_UP),
)
"""Code, name, who holds the threads, days since the agreement, and the steps taken."""
WHY = "Vi er enige om at gå videre. Det, der mangler, tager vi undervejs."
MINUTES = (
    "Alle tre linjer var med. Vi aftalte, at egenvurderingen er besvaret før første dag, og at "
    "tovholderen samler tallene."
)
OUTPUT = (
    "Vi valgte to fokus.\nFørste udkast til en fælles retning er skrevet.\n"
    "Hver linje prøver én ting før næste gang."
)
HELD = "To handlespor er fast praksis. Det tredje er gået i stå, fordi møderne blev flyttet."
TRACKS = (
    (
        "Barnet får svar inden 14 dage, også hjemme",
        "Vi er længst fra hinanden på, om børnene får svar. Skolen tror det, og hjemmene hører det sjældent.",
        "Anbringelsesstedet kan fortælle, hvad barnet fik svar på.",
    ),
    (
        "Faste møder mellem de tre linjer hver anden måned",
        "Vi mødes, når noget er gået galt. Vi vil mødes, før det går galt.",
        "Møderne står i alles kalender for et år ad gangen.",
    ),
)
ANSWERS = (
    {"ev_1": "4", "ev_2": "3", "ev_3": "4", "ev_4": "5", "ev_5": "3", "ev_6": "4", "ev_10": "yes"},
    {"ev_1": "5", "ev_2": "4", "ev_3": "3", "ev_4": "4", "ev_5": "3", "ev_6": "4", "ev_10": "yes"},
    {
        "ev_1": "4",
        "ev_2": "4",
        "ev_3": "4",
        "ev_4": "3",
        "ev_5": "2",
        "ev_6": "3",
        "ev_10": "maybe",
    },
    {"ev_1": "4", "ev_2": "5", "ev_3": "4", "ev_4": "4", "ev_5": "4", "ev_6": "4", "ev_10": "yes"},
    {"ev_1": "3", "ev_2": "4", "ev_3": "2", "ev_4": "4", "ev_5": "3", "ev_6": "5", "ev_10": "yes"},
)
WORDS = (
    "Børnene ved, hvem de skal gå til, når de begynder et nyt sted.",
    "Vi ringer til hinanden samme dag.",
    "Det er for tidligt at sige.",
    "",
    "Færre dage uden skole.",
)


def build(town: Town) -> None:
    rikke = Who(town.people["Rikke G."])
    today = timezone.localdate()
    _ellevangs_tracks(town, today)
    ellevang = application.begin(municipality="9002", by=town.people["Bo F."])
    _begun(Applicant(ellevang, Who(town.people["Bo F."])), rikke, today, age=150, taken=TO_DAYS)
    _ellevangs_files(ellevang, rikke)
    _ellevangs_days(ellevang, rikke, today)
    for code, name, lead, age, taken in STAGES:
        begin_municipality(
            code=code, name=name, admin_name="Asger Q.", email=f"admin@{code}.invalid"
        )
        one = from_the_open_page(code, lead)
        _begun(one, rikke, today, age=age, taken=taken)
        ENDS.get(code, _nothing_more)(one, rikke, today)


def _ellevangs_tracks(town: Town, today: date) -> None:
    """Two, from what the municipality has chosen: one is under way, one is agreed on."""
    place, bo = town.places["Ellevang Kommune"], town.people["Bo F."]
    begun = today - timedelta(days=35)
    for (title, why, sign), focus in zip(TRACKS, open_focus(place), strict=True):
        plan = Plan(
            title=title,
            why=why,
            signs=sign,
            deadline=today + timedelta(days=200),
            owner=town.jobs["Bente F."],
            theme=focus.theme,
            statement=focus.statement,
            focus=focus.words,
        )
        track = making.create(municipality=place, plan=plan, by=bo, on=begun)
        moving.agree(track=track, by=bo, on=begun)
        if focus.place == 1:
            moving.start(track=track, by=bo, on=begun)


def _begun(one: Applicant, rikke: Who, today: date, *, age: int, taken: Sequence[Step]) -> None:
    """The agreement was made `age` days ago, and the steps were taken since."""
    signed = today - timedelta(days=age)
    has_talked(one, rikke, add_working_days(signed, -20))
    written(one, rikke, signed, first=_weekday(signed + timedelta(days=30)))
    approves(one.course, "Specialkonsulent", rikke, today=signed)
    approves(one.course, "Chef for skole og familie", one.who, today=signed)
    one.course.refresh_from_db()
    _long_ago(one.course, age)
    _held(one.course, rikke, today, start=_weekday(signed + timedelta(days=10)))
    for step in taken:
        by = rikke if step.permission is Side.AGENCY else one.who
        running.go(course=one.course, step=step, words=WHY, not_a_child=True, today=today, by=by)
    _spread(one.course, signed, today)


def _held(course: Course, rikke: Who, today: date, *, start: date) -> None:
    """The start meeting, and what is written of the days that are over or near."""
    if start > today:
        return
    when = When(start, "meeting", "Rådhuset", begins=time(9), ends=time(11))
    meeting = days.set_day(course=course, kind=Kind.START, when=when, today=start, by=rikke)
    _writes(meeting, "outcome", {"output": "", "minutes": MINUTES}, rikke)
    for day in queries.advisory(course):
        one = queries.day_of(course, day.pk)
        if one and day.on < today + timedelta(days=60):
            _writes(day, "plan", dict(begins_with(one, "plan")), rikke)
        if day.on < today:
            _writes(day, "outcome", {"output": OUTPUT, "minutes": ""}, rikke)


def _ellevangs_files(course: Course, rikke: Who) -> None:
    """Numbers for the application, and material for the day that was held."""
    files.add(
        course=course, sent=table("skoleskift i kommunen", SHIFTS), not_a_child=False, by=rikke
    )
    day = queries.advisory(course)[0]
    sent = table("tal til dagen", SHIFTS)
    files.add(course=course, day=day, sent=sent, not_a_child=False, by=rikke)


def _ellevangs_days(course: Course, rikke: Who, today: date) -> None:
    """A status meeting to come, and one that was cancelled."""
    for in_days, place in ((24, "Biblioteket"), (31, "Skolen ved Åen")):
        when = When(_weekday(today + timedelta(days=in_days)), "meeting", place)
        day = days.set_day(
            course=course, kind=Kind.STATUS, when=when, today=today, by=rikke, not_a_child=True
        )
    why = "Skolen har emneuge. Vi finder en ny dag."
    days.cancel_day(day=day, seen=day.version, why=why, today=today, by=rikke)


def _paused(one: Applicant, rikke: Who, today: date) -> None:
    running.pause(
        course=one.course,
        words="Vi får ny skolechef og begynder igen, når hun er kommet.",
        next_on=today + timedelta(days=75),
        not_a_child=True,
        today=today,
        by=one.who,
    )


def _evaluated(one: Applicant, rikke: Who, today: date) -> None:
    """Five have answered; the half year is over and waits to be written about."""
    seats = _come_in(one.course)
    opened = after.open_evaluation(course=one.course, round=Round.END, today=today, by=rikke)
    for seat, answers, words in zip(seats, ANSWERS, WORDS, strict=False):
        given = answers | {"ev_7": words}
        after.answer(one=opened, answers=given, not_a_child=True, by=Who(None, (seat.pk,)))
    after.close_evaluation(one=opened, today=today, by=rikke)


def _closed(one: Applicant, rikke: Who, today: date) -> None:
    _evaluated(one, rikke, today)
    first, second = FollowUp.objects.filter(course=one.course).order_by("due")
    after.hold(one=first, words=HELD, not_a_child=True, today=first.due, by=one.who)
    words = "Vi mødtes til netværksdagen og så på det dér."
    after.skip(one=second, words=words, not_a_child=True, today=second.due, by=one.who)
    last = "Kommunen gør det selv nu. Vi ses på netværksdagen."
    running.close(course=one.course, words=last, not_a_child=True, by=rikke)


def _nothing_more(one: Applicant, rikke: Who, today: date) -> None:
    """Its stage is its story."""


ENDS = {STRANDVANG: _paused, DALVANG: _evaluated, HOJVANG: _closed}


def _come_in(course: Course) -> list[Participant]:
    """Those who were invited have opened their links."""
    there = course.participants.filter(left_at=None, user=None)
    there.filter(joined_at=None).update(joined_at=timezone.now())
    return list(there.order_by("pk"))


def _writes(day: Day, part: str, answers: dict[str, str], by: Who) -> None:
    days.write(day=day, part=part, answers=answers, seen=0, not_a_child=True, by=by)


def _weekday(day: date) -> date:
    """The day, or the Monday after."""
    return add_working_days(day - timedelta(days=1), 1)


def _long_ago(course: Course, age: int) -> None:
    """What was written before the agreement was made, was written then; the application a month before."""
    ago, earlier = timedelta(days=age), timedelta(days=age + 32)
    course.parts.update(written_at=F("written_at") - earlier)
    course.notes.update(written_at=F("written_at") - ago)
    course.agreements.update(made_at=F("made_at") - ago)
    Approval.objects.filter(agreement__course=course).update(approved_at=F("approved_at") - ago)
    _come_in(course)
    course.participants.update(invited_at=F("invited_at") - earlier)
    course.participants.update(joined_at=F("invited_at") + timedelta(days=1))


def _spread(course: Course, signed: date, today: date) -> None:
    """The steps lie one after the other: those before the agreement before it, the rest until today."""
    steps = list(Taken.objects.filter(course=course).order_by("pk"))
    number = next(n for n, one in enumerate(steps) if one.step == states.SIGN.name)
    length = max((today - signed).days, 1)
    for n, one in enumerate(steps):
        later = n - number
        share = length * later // len(steps) if later > 0 else 10 * later
        day = signed + timedelta(days=share)
        if one.step == states.SEND.name:
            Course.objects.filter(pk=course.pk).update(received_on=day)
        at = datetime.combine(day, time(10))
        Taken.objects.filter(pk=one.pk).update(taken_at=timezone.make_aware(at))
