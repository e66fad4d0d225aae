"""Ellevang has reviewed itself twice and chosen what to work on; in Solvang the lines are answering."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import date, timedelta
from random import Random

from django.utils import timezone

from skolespor.accounts.lines import Line
from skolespor.accounts.models import JobSeat, Organisation, User
from skolespor.demo.town import Town
from skolespor.reviews.actions import agreeing, answering, focusing, inviting, rounds
from skolespor.reviews.models import Answerer, Round
from skolespor.reviews.queries.rounds import instrument_of
from skolespor.reviews.rules.given import Given
from skolespor.reviews.rules.instrument import Instrument
from skolespor.reviews.rules.shown import HIGHEST, LOWEST, Mode

LAST_YEAR, THIS_YEAR = timedelta(days=400), timedelta(days=40)
OPEN_FOR = timedelta(days=21)
AT_SCHOOL = 6
"""So many answer one by one; the first five are those of sc_45."""
VOICE: Mapping[str, tuple[Sequence[int], int | None, int | None]] = {
    "sr_6_1": ((3, 4, 4, 4, 5, 4), 2, 1),
    "sr_6_2": ((3, 4, 4, 4, 5, 4), 3, None),
    "sr_6_3": ((4, 4, 5, 4, 4, 4), 2, 1),
    "sr_6_4": ((3, 3, 4, 3, 2, 3), 3, 2),
}
"""The school, the authority and the home on »Barnets stemme«."""
EVIDENCE = {
    "school": "Vi har talt med de fleste elever i dette halvår, men ikke alle.",
    "authority": "Vi har set efter i ti sager. I to af dem står barnets ord.",
    "placement": "Vi får sjældent at vide, hvornår der har været en samtale.",
}
NOTE = (
    "Vi er enige om, at børnene bliver spurgt i skolen. Vi er uenige om, hvorvidt svaret når hjem: "
    "Skolen mener ja, anbringelsesstedet hører det sjældent."
)
FOCUS = (
    (
        "sr_6_3",
        "Barnet får svar på det, det siger",
        "Her er vi længst fra hinanden. Skolen mener, at børnene får svar. Det hører de ikke om hjemme.",
    ),
    (
        "sr_8_2",
        "Faste møder på tværs af de tre linjer",
        "Vi mødes, når noget er gået galt. Vi vil mødes, før det går galt.",
    ),
)


def tell(town: Town) -> None:
    today = timezone.localdate()
    ellevang, bo = town.places["Ellevang Kommune"], town.people["Bo F."]
    _whole_round(town, ellevang, bo, day=today - LAST_YEAR, lower=1)
    latest = _whole_round(town, ellevang, bo, day=today - THIS_YEAR, lower=0)
    _agree(latest, bo)
    _under_way(town, today)


def _whole_round(town: Town, place: Organisation, lead: User, *, day: date, lower: int) -> Round:
    """All themes; `lower` steps lower than the latest time."""
    instrument = instrument_of(place)
    one = _begin(place, lead, instrument, day)
    school = _people(place, "school", AT_SCHOOL)
    _invited(one, Line.SCHOOL, school, lead, Mode.ONE_BY_ONE)
    _invited(one, Line.AUTHORITY, [town.people["Bente F."]], lead, Mode.JOINT)
    _invited(one, Line.PLACEMENT, [town.people["Ditte H."]], lead, Mode.JOINT)
    for answerer, number in _answerers(one):
        given = _answers(instrument, answerer.line.line, number, lower, town.random)
        _say(answerer, given)
        answering.hand_in(answerer=answerer)
    rounds.close(round=one, today=day + OPEN_FOR, by=lead)
    one.refresh_from_db()
    return one


def _begin(place: Organisation, lead: User, instrument: Instrument, day: date) -> Round:
    themes = [theme.id for theme in instrument.themes]
    return rounds.begin(
        municipality=place, themes=themes, answer_by=day + OPEN_FOR, today=day, by=lead
    )


def _people(place: Organisation, kind: str, count: int) -> list[User]:
    jobs = JobSeat.objects.filter(organisation__municipality=place, organisation__kind=kind)
    users = User.objects.filter(pk__in=jobs.values("user"), email__isnull=False)
    return list(users.order_by("pk")[:count])


def _invited(one: Round, line: Line, people: Iterable[User], lead: User, mode: Mode) -> None:
    held = one.lines.get(line=line)
    listed = "\n".join(f"{person.name}, {person.email}" for person in people)
    inviting.invite(line=held, people_listed=listed, by=lead)
    answering.choose_mode(line=held, mode=mode, by=lead)


def _answerers(one: Round) -> list[tuple[Answerer, int]]:
    """Each with its number in its line."""
    invited = Answerer.objects.filter(line__round=one).select_related("line__round", "user")
    found = list(invited.order_by("pk"))
    return list(zip(found, _count(found), strict=True))


def _count(found: Iterable[Answerer]) -> list[int]:
    seen: dict[int, int] = {}
    numbers = []
    for one in found:
        numbers.append(seen.get(one.line_id, 0))
        seen[one.line_id] = numbers[-1] + 1
    return numbers


def _answers(
    instrument: Instrument, line: str, number: int, lower: int, random: Random
) -> dict[str, Given]:
    tendency = {"school": 3.6, "authority": 3.0, "placement": 2.6}[line]
    found = {}
    for statement in instrument.statements:
        value: int | None = round(random.gauss(tendency, 0.7))
        if statement.id in VOICE:
            school, authority, placement = VOICE[statement.id]
            value = {"school": school[number % len(school)], "authority": authority}.get(
                line, placement
            )
        elif random.random() < 0.08:
            value = None
        text = EVIDENCE[line] if statement.id in VOICE and number < 2 else ""
        found[statement.id] = Given(True, _on_the_scale(value, lower), text)
    return found


def _on_the_scale(value: int | None, lower: int) -> int | None:
    return None if value is None else min(HIGHEST, max(LOWEST, value - lower))


def _say(answerer: Answerer, given: Mapping[str, Given]) -> None:
    answering.answer(answerer=answerer, given=given, begun_with={}, seen=0, is_confirmed=True)


def _agree(latest: Round, lead: User) -> None:
    day = latest.closed_on or timezone.localdate()
    agreeing.agree(round=latest, statement="sr_6_3", value=3, note=NOTE, seen=0, today=day, by=lead)
    for statement, words, why in FOCUS:
        theme = instrument_of(latest.municipality).theme_of(statement)
        focusing.choose(
            municipality=latest.municipality,
            round=latest,
            theme=theme.id if theme else "",
            statement=statement,
            words=words,
            why=why,
            today=day,
            by=lead,
        )


def _under_way(town: Town, today: date) -> None:
    """In Solvang the school line answers together and is half through; the home has not chosen yet."""
    solvang, henrik = town.places["Solvang Kommune"], town.people["Henrik W."]
    instrument = instrument_of(solvang)
    one = _begin(solvang, henrik, instrument, today - timedelta(days=9))
    line_of_schools = [town.people["Ole V."], town.people["Mette A."]]
    _invited(one, Line.SCHOOL, line_of_schools, henrik, Mode.JOINT)
    _invited(one, Line.AUTHORITY, [town.people["Birgit S."]], henrik, Mode.ONE_BY_ONE)
    home = town.people["Jørgen M."]
    held = one.lines.get(line=Line.PLACEMENT)
    inviting.invite(line=held, people_listed=f"{home.name}, {home.email}", by=henrik)
    ole = Answerer.objects.select_related("line__round").get(line__round=one, name="Ole V.")
    half = _answers(instrument, "school", 0, 0, town.random)
    _say(ole, dict(list(half.items())[: len(half) // 2]))
