"""The number that a track is followed by."""

from datetime import date
from decimal import Decimal

import pytest
from django.core.exceptions import PermissionDenied
from django.db import IntegrityError, transaction

from skolespor.core.errors import RuleBroken
from skolespor.core.versions import EditedMeanwhile
from skolespor.tracks.actions import measuring
from skolespor.tracks.models import Measure, Value


@pytest.fixture
def measure(running, schools_sven):
    return choose(running(), schools_sven)


def choose(track, by, seen=0, **facts):
    given = {
        "title": "Børn med samtale",
        "counts": "share",
        "unit": "procent",
        "definition": "Alle børn i skolealderen",
        "source": "Optælling",
    }
    return measuring.set_measure(track=track, seen=seen, by=by, **given | facts)


def write(measure, by, value="50", n=20, until=date(2026, 9, 30), **facts):
    number = None if value is None else Decimal(value)
    given = {"since": date(2026, 7, 1), "is_few": False} | facts
    return measuring.write_value(measure=measure, until=until, value=number, n=n, by=by, **given)


def test_a_number_has_its_period_and_its_n(measure, schools_sven):
    written = write(measure, schools_sven)
    assert (written.value, written.n, written.is_few) == (Decimal(50), 20, False)


def test_few_children_are_written_as_few_and_nothing_else_is_kept(measure, schools_sven):
    with pytest.raises(RuleBroken) as broken:
        write(measure, schools_sven, value="20")
    assert "Skriv »færre end 5«" in broken.value.message
    few = write(measure, schools_sven, value=None, n=20, is_few=True)
    assert (few.value, few.n, few.is_few) == (None, None, True)


def test_one_number_to_a_day_until_it_is_taken_back(measure, schools_sven):
    first = write(measure, schools_sven)
    with pytest.raises(RuleBroken) as broken:
        write(measure, schools_sven, value="60")
    assert broken.value.code == "value.there"
    for _n in range(2):
        measuring.withdraw_value(value=first, by=schools_sven)
    assert write(measure, schools_sven, value="60").value == 60


def test_no_number_of_days_to_come(measure, schools_sven):
    with pytest.raises(RuleBroken):
        write(measure, schools_sven, until=date(2026, 10, 6))


def test_another_way_of_counting_begins_a_new_series(measure, schools_sven):
    write(measure, schools_sven)
    new = choose(measure.track, schools_sven, seen=1, definition="Kun de yngste")
    assert new.pk != measure.pk
    assert (new.ended_at, Measure.objects.get(pk=measure.pk).ended_at is None) == (None, False)
    assert not new.values.exists()


def test_other_words_for_the_same_number_keep_the_series(measure, schools_sven):
    write(measure, schools_sven)
    same = choose(measure.track, schools_sven, seen=1, title="Samtaler", source="Skolerne")
    assert (same.pk, same.title) == (measure.pk, "Samtaler")


def test_a_definition_without_numbers_is_put_right_in_place(measure, schools_sven):
    assert choose(measure.track, schools_sven, seen=1, definition="Alle").pk == measure.pk


def test_whoever_chooses_second_sees_the_first_choice(measure, lead_trine):
    with pytest.raises(EditedMeanwhile):
        choose(measure.track, lead_trine, seen=0, title="Et andet tal")
    assert Measure.objects.get().title == "Børn med samtale"


def test_the_database_keeps_no_number_without_n(measure, schools_sven):
    write(measure, schools_sven)
    with pytest.raises(IntegrityError), transaction.atomic():
        Value.objects.update(n=None)
    with pytest.raises(IntegrityError), transaction.atomic():
        Measure.objects.update(definition="")


@pytest.mark.parametrize("who", ["lead_erna", "group_gerda"])
def test_others_write_no_numbers(who, request, measure, schools_sven):
    user, written = request.getfixturevalue(who), write(measure, schools_sven)
    with pytest.raises(PermissionDenied):
        write(measure, user, until=date(2026, 8, 31))
    with pytest.raises(PermissionDenied):
        measuring.withdraw_value(value=written, by=user)
