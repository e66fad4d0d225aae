"""Advisory courses in every state, from municipalities that do not exist."""

from dataclasses import dataclass
from datetime import date, time, timedelta

from django.utils import timezone

from skolespor.accounts.actions import begin as begin_municipality
from skolespor.accounts.models import User
from skolespor.calendar.rules.days import add_working_days
from skolespor.calendar.rules.months import add_months
from skolespor.core.models import OutboxMail
from skolespor.demo.town import Town
from skolespor.programme.access import Who
from skolespor.programme.actions import agreement, application, days, people, steps
from skolespor.programme.actions.days import When
from skolespor.programme.models import Course
from skolespor.programme.queries import agreed
from skolespor.programme.rules.application import half_year_of
from skolespor.programme.rules.days import Kind

BIRKEVANG, KLINTEBY, MOSEVANG, ENGVANG = "9004", "9005", "9006", "9007"
LINDEVANG, ASKEVANG, HAVEVANG = "9008", "9009", "9010"
MORE = {
    BIRKEVANG: "Birkevang Kommune",
    KLINTEBY: "Klinteby Kommune",
    MOSEVANG: "Mosevang Kommune",
    ENGVANG: "Engvang Kommune",
    LINDEVANG: "Lindevang Kommune",
    ASKEVANG: "Askevang Kommune",
    HAVEVANG: "Havevang Kommune",
}
"""Municipalities that apply without using Skolespor for their children."""
LINES = (
    ("Grethe N.", "Skolechef", "school", "strategic"),
    ("Aksel J.", "Skoleleder", "school", "professional"),
    ("Ingolf P.", "Familiechef", "authority", "strategic"),
    ("Rita H.", "Teamleder", "authority", "professional"),
    ("Svend L.", "Centerchef", "placement", "strategic"),
    ("Karin B.", "Leder af et børnehjem", "placement", "professional"),
)
WISH = {
    "af_wish": "Vi vil have, at børnene skifter skole så sjældent som muligt, og at ingen går uden skole, "
    "når de flytter.",
    "af_why_now": "Vi har set på tallene i år. Der går for lang tid fra flytning til første skoledag, og "
    "skole, myndighed og steder fortæller det hver sin vej.",
    "af_time": "Begyndelsen af næste år",
    "af_leaders": "yes",
    "af_numbers": "Cirka 40",
    "af_hosted": "Cirka 15",
}
OF_A_LINE = {
    "school": {
        "af_before": "Vi prøvede faste kontaktlærere på to skoler. Det holdt, hvor lederen fulgte med.",
        "af_worries": "Om vi kan få tid til møderne.",
    },
    "authority": {
        "af_before": "Vi lavede en tjekliste. Den blev ikke brugt ret længe.",
        "af_worries": "Hvem der ringer til skolen, når det går stærkt.",
    },
    "placement": {"af_before": "Lektiecafé på et af hjemmene. Børnene kom.", "af_worries": ""},
}


SHIFTS = (
    ("skoleår", "anbragte børn i skolealderen", "heraf skiftede skole", "skoledage til ny skole"),
    ("2023/24", 41, 17, 9),
    ("2024/25", 38, 14, 8),
    ("2025/26", 43, 16, 11),
)
AGREED = {
    "agr_purpose": "Børn, der flytter, begynder i skole inden for en uge, og de ved selv, hvem de kan gå til.",
    "agr_focus_draft": "Overgange og skift. Barnets stemme.",
    "agr_preparation": "Hver linje har prøvet én ting, før vi mødes igen. Egenvurderingen er besvaret før første dag.",
    "agr_data": "Fravær, skoleskift og dage uden skole, lagt sammen for hele kommunen.",
    "agr_confidentiality": "Ingen oplysninger om enkelte børn. Fortællinger er opdigtede eller udgivne.",
    "agr_evaluation": "Skema efter sidste dag og igen efter et halvt år. Vi ser på handlesporene sammen.",
    "agr_termination": "Begge parter kan stoppe. Vi taler sammen først.",
}


@dataclass
class Applicant:
    """Somebody who holds a course's threads, with its seat."""

    course: Course
    who: Who


def build(town: Town) -> None:
    """From a draft to a dialogue, and those that stopped on the way."""
    rikke = Who(town.people["Rikke G."])
    today = timezone.localdate()
    for code, name in MORE.items():
        begin_municipality(
            code=code, name=name, admin_name="Asger Q.", email=f"admin@{code}.invalid"
        )
    steps.set_places(half_year=f"{today.year + 1}-1", places=4, by=rikke)
    _draft(town.people["Henrik W."])
    for tell in (
        _agreeing,
        _agreed,
        _talking,
        _asked_for_more,
        _waiting,
        _late,
        _not_now,
        _withdrawn,
    ):
        tell(rikke, today)


def _draft(henrik: User) -> None:
    """Solvang is writing; one line has come so far."""
    course = application.begin(municipality="9001", by=henrik)
    who = Who(henrik)
    _writes(course, "common", {"af_wish": WISH["af_wish"], "af_time": WISH["af_time"]}, who)
    for name, title, line, level in LINES[:3]:
        _invites(course, name, title, line, level, who)
    _writes(course, "school", OF_A_LINE["school"], who)


def _agreeing(rikke: Who, today: date) -> None:
    """Havevang has talked with the agency, which has approved the agreement; Havevang has not yet."""
    one = from_the_open_page(HAVEVANG, "Inge T.")
    has_talked(one, rikke, today)
    written(one, rikke, today, first=_next_year(today))
    approves(one.course, "Specialkonsulent", rikke, today=today)


def _agreed(rikke: Who, today: date) -> None:
    """Birkevang's agreement is made."""
    one = from_the_open_page(BIRKEVANG, "Tage M.")
    has_talked(one, rikke, today)
    written(one, rikke, today, first=_next_year(today))
    approves(one.course, "Specialkonsulent", rikke, today=today)
    approves(one.course, "Chef for skole og familie", one.who, today=today)


def _talking(rikke: Who, today: date) -> None:
    has_talked(from_the_open_page(LINDEVANG, "Sanne E."), rikke, today)


def written(one: Applicant, rikke: Who, today: date, *, first: date) -> None:
    """The agreement, with three days over nine months from the first."""
    steps.offer(course=one.course, half_year=half_year_of(first), by=rikke)
    for months, form, place, template in (
        (0, "workshop", "Rådhuset", "dt_1"),
        (4, "workshop", "Biblioteket", "dt_2"),
        (9, "meeting", "Rådhuset", "dt_4"),
    ):
        days.set_day(
            course=one.course,
            kind=Kind.ADVISORY,
            when=When(add_months(first, months), form, place, begins=time(9), ends=time(15)),
            template=template,
            today=today,
            by=rikke,
        )
    agreement.write(course=one.course, answers=AGREED, seen=0, not_a_child=True, by=one.who)


def approves(course: Course, title: str, by: Who, *, today: date) -> None:
    seen = agreed.mark_of(agreed.whole(course))
    agreement.approve(course=course, title=title, seen=seen, today=today, by=by)


def _next_year(today: date) -> date:
    return date(today.year + 1, 1, 20)


def has_talked(one: Applicant, rikke: Who, today: date) -> None:
    """The application was sent and answered, and notes were taken."""
    course = one.course
    _sent(one, add_working_days(today, -14))
    day = add_working_days(today, -9)
    steps.talk(
        course=course,
        next_on=add_working_days(today, 4),
        words="Tak for jeres henvendelse. Vi glæder os til at høre mere. Tag gerne alle tre linjer med.",
        not_a_child=True,
        today=day,
        by=rikke,
    )
    notes = (
        (
            "Alle tre linjer sad med ved bordet. De er mest uenige om, hvem der ringer til skolen først.",
            True,
        ),
        ("Ledelsen er ikke helt enig om tiden. Spørg igen, før vi skriver en aftale.", False),
    )
    for text, is_shared in notes:
        steps.note(course=course, text=text, is_shared=is_shared, not_a_child=True, by=rikke)


def _asked_for_more(rikke: Who, today: date) -> None:
    one = from_the_open_page("9003", "Ulrik S.")
    _sent(one, add_working_days(today, -8))
    steps.ask(
        course=one.course,
        words="Hvem fra anbringelsesstederne kommer med? Skriv det, så tales vi ved.",
        next_on=add_working_days(today, 6),
        not_a_child=True,
        today=add_working_days(today, -3),
        by=rikke,
    )


def _waiting(rikke: Who, today: date) -> None:
    _sent(from_the_open_page(ASKEVANG, "Jytte Ø."), add_working_days(today, -2))


def _late(rikke: Who, today: date) -> None:
    _sent(from_the_open_page(ENGVANG, "Bodil F."), add_working_days(today, -12))


def _not_now(rikke: Who, today: date) -> None:
    one = from_the_open_page(KLINTEBY, "Viggo D.")
    _sent(one, add_working_days(today, -20))
    steps.decline(
        course=one.course,
        words="Der er fuldt i foråret. Vi vil meget gerne høre fra jer igen.",
        next_on=today + timedelta(days=120),
        not_a_child=True,
        today=add_working_days(today, -11),
        by=rikke,
    )


def _withdrawn(rikke: Who, today: date) -> None:
    one = from_the_open_page(MOSEVANG, "Else K.")
    _sent(one, add_working_days(today, -30))
    words = "Vi har fået en ny direktør og venter et halvt år."
    steps.withdraw(course=one.course, words=words, not_a_child=True, by=one.who)


def from_the_open_page(code: str, name: str) -> Applicant:
    """Somebody without an account, who has opened the link in the mail."""
    application.inquire(
        municipality=code,
        name=name,
        title="Chef for skole og familie",
        email=f"{name.split()[0].lower()}@{code}.invalid",
        phone="12 34 56 78",
    )
    body = OutboxMail.objects.latest("pk").body
    link = next(word for word in body.split() if "/raadgivning/" in word)
    token = link.rstrip("/").rpartition("/")[2]
    seat = application.confirm(token=token, secret=token, by=None)
    assert seat is not None  # noqa: S101 - the link was made a moment ago
    return Applicant(seat.course, Who(None, (seat.pk,)))


def _sent(one: Applicant, day: date) -> None:
    _writes(one.course, "common", WISH, one.who)
    for line, answers in OF_A_LINE.items():
        _writes(one.course, line, answers, one.who)
    for name, title, line, level in LINES:
        _invites(one.course, name, title, line, level, one.who)
    steps.send(course=one.course, is_confirmed=True, today=day, by=one.who)


def _writes(course: Course, part: str, answers: dict[str, str], who: Who) -> None:
    application.save_part(
        course=course, part=part, answers=answers, seen=0, not_a_child=True, by=who
    )


def _invites(course: Course, name: str, title: str, line: str, level: str, who: Who) -> None:
    people.invite(
        course=course,
        name=name,
        email=f"{name.split()[0].lower()}@{course.municipality}.invalid",
        title=title,
        line=line,
        level=level,
        may_write=True,
        by=who,
    )
