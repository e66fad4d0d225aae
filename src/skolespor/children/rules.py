"""What must be true about a child's places, schools and seats. Pure; today is passed in."""

import re
from collections.abc import Collection, Iterable
from datetime import date, timedelta
from typing import NamedTuple, Protocol

from django.utils.translation import gettext as _

from skolespor.calendar.rules.years import AUGUST, SchoolYear
from skolespor.core.errors import RuleBroken
from skolespor.core.periods import overlap

OLDEST = 23
"""A child track ends at the latest when youth support does: the 23rd birthday."""
CPR = re.compile(r"(\d{6})-?(\d{4})", re.ASCII)
REPLACEMENT_DAY = 60
"""Replacement numbers have day + 60; placed children can have real ones."""
FIRST_WORDS = 2
SUMMER = timedelta(days=92)
"""A pupil who stops before the holidays and begins again at the same school after them has not left."""
MAY, JUNE = 5, 6
LAST_GRADE, BEFORE_THE_LAST = 10, 9
"""After grade 9 many leave; grade 10 is for those who want it."""
LONGEST_CLASS = 20
CALLED_BY_GRADE = re.compile(r"0*(\d{1,2})([. -]*(?:[^\W\d_].*)?)")
"""A class that is called by its grade: 5.B, 5b, 5. klasse. »4.-6.« and »Blå gruppe« are not."""
SCHOOL_STARTS = 6
"""The age in the calendar year in which the duty of education begins."""
WITHOUT_GRADES = frozenset(
    {"interim_teaching", "none", "fgu", "vocational_education", "upper_secondary", "stu"}
)
"""Of the list `school_types`: no school, or one after the tenth grade."""


class Spell(Protocol):
    """A placement or an enrolment, as far as its days go."""

    @property
    def since(self) -> date: ...
    @property
    def until(self) -> date | None: ...


class InClass(NamedTuple):
    """A grade from 0 to 10 and what the class is called, as far as they are known."""

    grade: int | None
    class_name: str = ""


class BornOn(NamedTuple):
    cpr: str
    birth_date: date


def check_name(first_name: str) -> None:
    if not first_name.strip():
        raise RuleBroken("child.no_name", _("Skriv barnets fornavn."), "first_name")


def check_birth_year(year: int, *, today: date) -> None:
    if not today.year - OLDEST <= year <= today.year:
        raise RuleBroken(
            "child.birth_year",
            _("Skriv et fødselsår mellem {first} og {last}.").format(
                first=today.year - OLDEST, last=today.year
            ),
            "birth_year",
        )


def read_cpr(text: str, *, today: date) -> BornOn:
    """Ten digits and the day of birth in them.

    The checksum is no longer a rule (since 2007), and replacement numbers do not follow the seventh
    digit's table of centuries: of the two possible years, the one that a child can have is meant.
    """
    found = CPR.fullmatch(text.strip())
    if not found:
        raise RuleBroken("child.cpr_format", _("CPR-nummeret har ikke det rigtige format."), "cpr")
    day, month, year = (int(found[1][i : i + 2]) for i in (0, 2, 4))
    day -= REPLACEMENT_DAY if day > REPLACEMENT_DAY else 0
    for century in (2000, 1900):
        born = _day(century + year, month, day)
        if born and born <= today and today.year - born.year <= OLDEST:
            return BornOn(found[1] + found[2], born)
    raise RuleBroken("child.cpr_date", _("CPR-nummeret har ikke en mulig fødselsdato."), "cpr")


def _day(year: int, month: int, day: int) -> date | None:
    try:
        return date(year, month, day)
    except ValueError:
        return None


def check_born(birth_date: date | None, *, today: date) -> None:
    if birth_date and birth_date > today:
        raise RuleBroken("child.unborn", _("Datoen ligger i fremtiden."), "birth_date")


def check_agrees(birth_year: int, birth_date: date | None) -> None:
    if birth_date and birth_date.year != birth_year:
        raise RuleBroken(
            "child.birth_disagrees", _("Fødselsår og fødselsdato passer ikke sammen."), "birth_year"
        )


def check_same_day(birth_date: date | None, number_says: date) -> None:
    if birth_date and birth_date != number_says:
        raise RuleBroken(
            "child.cpr_disagrees", _("Fødselsdato og CPR-nummer passer ikke sammen."), "cpr"
        )


def check_unknown(birth_date: date | None) -> None:
    """Skolespor does not let one day of birth be written over another."""
    if birth_date:
        raise RuleBroken("child.birth_known", _("Fødselsdatoen er allerede skrevet."), "birth_date")


def is_of_school_age(birth_year: int, *, today: date) -> bool:
    """From the August of the calendar year in which the child turns six; no upper limit, because who
    is older still has somebody who asks where it goes."""
    school_year = today.year if today.month >= AUGUST else today.year - 1
    return school_year - birth_year >= SCHOOL_STARTS


def has_grades(school_type: str) -> bool:
    """Whether who goes there has a grade from 0 to 10. A type nobody has said is a school."""
    return school_type not in WITHOUT_GRADES


def check_spell(since: date, until: date | None, *, field: str = "until") -> None:
    if until and until < since:
        raise RuleBroken("spell.order", _("Slutdatoen ligger før startdatoen."), field)


def check_free(since: date, until: date | None, others: Iterable[Spell], *, what: str) -> None:
    """No other spell of the child in the same days; a change-over day may be shared."""
    for other in others:
        if overlap(since, until, other.since, other.until):
            raise RuleBroken(
                "spell.overlap",
                _("Datoerne overlapper med {what} fra {since}.").format(
                    what=what, since=other.since.strftime("%d-%m-%Y")
                ),
                "since",
            )


def check_place(organisation_id: int | None, place_name: str, municipality: object) -> None:
    """A place that Skolespor knows, or its name and municipality in words."""
    if organisation_id is None and not place_name.strip():
        raise RuleBroken(
            "place.missing", _("Vælg stedet, eller skriv, hvor barnet bor."), "organisation"
        )
    if organisation_id is None and municipality is None:
        raise RuleBroken(
            "place.no_municipality", _("Vælg den kommune, stedet ligger i."), "municipality"
        )


def check_grade(grade: int | None) -> None:
    if grade is not None and not 0 <= grade <= LAST_GRADE:
        raise RuleBroken("enrolment.grade", _("Vælg et klassetrin fra 0 til 10."), "grade")


def is_sentence(text: str) -> bool:
    """At least two words."""
    return len(text.split()) >= FIRST_WORDS


def check_reason(reason: str, *, field: str = "reason") -> None:
    """A sentence, not a sign."""
    if not is_sentence(reason):
        raise RuleBroken("reason.missing", _("Skriv hvorfor, med en sætning."), field)


def check_unchanged(is_unchanged: bool) -> None:
    """For pages that show what stands: nobody writes over a change that they have not seen."""
    if not is_unchanged:
        raise RuleBroken(
            "child.changed",
            _(
                "Barnets forløb er ændret, siden du åbnede siden. Se på barnets side, hvad der står "
                "nu. Er din rettelse stadig den rigtige, så gem igen."
            ),
        )


def check_break_glass(reason: str) -> None:
    """Three words at least: a reason can be read by the one who reviews it."""
    if len(reason.split()) <= FIRST_WORDS:
        raise RuleBroken(
            "glass.no_reason",
            _("Skriv en sætning om, hvorfor du skal ind nu. Uden den åbner siden ikke."),
            "reason",
        )


def check_not_self(user_id: int, by_id: int) -> None:
    if user_id == by_id:
        raise RuleBroken("naming.self", _("Du kan ikke udpege dig selv."), "job")


def check_naming(role: str, allowed: Collection[str], *, works_here: bool, is_named: bool) -> None:
    """Somebody who works there, named once, as something that exists there."""
    if role not in allowed:
        raise RuleBroken("naming.role", _("Vælg, hvad personen er for barnet."), "role")
    if not works_here:
        raise RuleBroken("naming.elsewhere", _("Personen arbejder ikke her."), "job")
    if is_named:
        raise RuleBroken("naming.twice", _("Personen er allerede udpeget til barnet."), "job")


def check_giving(role: str, allowed: Collection[str], *, has_seat: bool) -> None:
    if role not in allowed:
        raise RuleBroken(
            "seat.role", _("Den rolle får adgang på en anden måde. Spørg lederen."), "job"
        )
    if has_seat:
        raise RuleBroken("seat.twice", _("Personen har allerede en plads ved barnet."), "job")


def check_last_day(until: date, *, since: date, today: date) -> None:
    if until < max(since, today):
        raise RuleBroken(
            "seat.passed",
            _("Vælg i dag eller en senere dag. Skal adgangen stoppe nu, så brug »Luk adgang nu«."),
            "until",
        )


def check_longer(*, follows: bool) -> None:
    if follows:
        raise RuleBroken(
            "seat.longer",
            _("Adgangen følger stedet, skolen eller nødadgangen og kan ikke vare længere."),
            "until",
        )


def check_hand_over(last_day: date, *, today: date, same_person: bool, count: int) -> None:
    if same_person:
        raise RuleBroken("caseload.self", _("Vælg en anden end den, der stopper."), "receiver")
    if not count:
        raise RuleBroken("caseload.empty", _("Der er ingen børn at give videre."), None)
    if last_day < today:
        raise RuleBroken("caseload.passed", _("Vælg i dag eller en senere dag."), "last_day")


def check_giver(last_day: date, job_until: date | None, *, today: date) -> None:
    """No day on which the old one has left and the new one has not begun."""
    latest = max(job_until, today) if job_until else last_day
    if last_day > latest:
        raise RuleBroken(
            "caseload.leaves_before",
            _("Kollegaen stopper {date}. Vælg den dag eller en tidligere.").format(
                date=latest.strftime("%d-%m-%Y")
            ),
            "last_day",
        )


def check_unowned(has_owner: bool) -> None:
    if has_owner:
        raise RuleBroken("caseload.owned", _("Barnet har allerede en rådgiver."), "job")


def check_open(is_open: bool) -> None:
    """The thing has not been ended, answered or withdrawn by somebody else meanwhile."""
    if not is_open:
        raise RuleBroken(
            "already.done", _("Det er allerede gjort af en anden. Se siden igen."), None
        )


def end_of_school_year(day: date) -> date:
    """31 July: the last day of the school year that the day lies in."""
    return date(day.year + (day.month >= 8), 7, 31)


def naming_period(
    *, today: date, seat_until: date | None, next_year: bool = False
) -> tuple[date, date]:
    """The days a naming holds: to the end of the school year, never longer than the seat."""
    end = end_of_school_year(today)
    since, until = (
        (end + timedelta(days=1), date(end.year + 1, 7, 31)) if next_year else (today, end)
    )
    return since, min(until, seat_until or until)


def year_to_renew(day: date) -> date:
    """The 31 July at which namings are gone through: from May the coming one, before that the
    last one."""
    return date(day.year if day.month >= MAY else day.year - 1, 7, 31)


def year_to_prepare(day: date) -> SchoolYear:
    """The school year that classes are given for: from June the coming one."""
    year = SchoolYear.of(day)
    return year.next if JUNE <= day.month < AUGUST else year


def next_class(now: InClass) -> InClass | None:
    """The grade above and the same class a year later; a name that does not begin with the grade
    stays. Nothing after the last grade, or where nobody has said which grade it is."""
    if now.grade is None or now.grade >= LAST_GRADE:
        return None
    called = CALLED_BY_GRADE.fullmatch(now.class_name)
    above = now.grade + 1
    if called is None or int(called[1]) != now.grade:
        return InClass(above, now.class_name)
    return InClass(above, f"{above}{called[2]}"[:LONGEST_CLASS])


def is_expected(now: InClass, since: date, year: SchoolYear) -> bool:
    """Whether the next class can be ticked beforehand: one summer has gone, and there is no choice to
    make. Over two summers nobody knows whether somebody has moved the child up without writing it."""
    one_summer = SchoolYear.of(since) == year.previous
    return one_summer and now.grade is not None and now.grade < BEFORE_THE_LAST


def check_summer(since: date, year: SchoolYear) -> None:
    """What began in the school year has that school year's class."""
    if since >= year.first_day:
        raise RuleBroken(
            "class.new_already",
            _("Barnet har allerede en klasse i skoleåret {year}.").format(year=year),
        )


def check_class(goes_on: InClass) -> None:
    """A grade, or at least the name of a class."""
    check_grade(goes_on.grade)
    if goes_on.grade is None and not goes_on.class_name.strip():
        raise RuleBroken(
            "class.missing", _("Vælg et klassetrin, eller skriv, hvad klassen hedder."), "grade"
        )


def check_acting(is_own: bool, *, for_others: bool) -> None:
    """An authority creates its own children; a host school those of any municipality."""
    if not (is_own or for_others):
        raise RuleBroken(
            "child.acting",
            _(
                "Vælg jeres egen kommune som handlekommune. En anden kommunes barn opretter de selv."
            ),
            "acting_municipality",
        )


def check_receiver(is_right_role: bool, works_then: bool) -> None:
    if not is_right_role:
        raise RuleBroken("caseload.role", _("Vælg en kollega med samme opgave."), "receiver")
    if not works_then:
        raise RuleBroken("caseload.gone", _("Kollegaen arbejder her ikke længere."), "receiver")


def check_no_way(has_way: bool) -> None:
    if has_way:
        raise RuleBroken("glass.needless", _("Du har allerede adgang til barnet."), None)


def check_not_own_review(user_id: int, by_id: int) -> None:
    if user_id == by_id:
        raise RuleBroken("glass.own", _("Du kan ikke gennemgå din egen brug."), None)


def check_custodian(name: str, since: date, *, today: date) -> None:
    if not name.strip():
        raise RuleBroken("custody.name", _("Skriv, hvem der har forældremyndigheden."), "name")
    if since > today:
        raise RuleBroken("custody.future", _("Datoen ligger i fremtiden."), "since")
