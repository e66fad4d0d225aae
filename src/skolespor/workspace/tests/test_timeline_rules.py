"""The picture of a school life, without a database: days become places, names find room."""

from datetime import date, timedelta

import pytest

from skolespor.children.timeline import Lane, Part, Stretch
from skolespor.workspace.rules.lettering import fitted, letter_of, width_of
from skolespor.workspace.rules.marks import WIDE, Scale
from skolespor.workspace.rules.rows import dots_in_rows, rows_of, runs_of
from skolespor.workspace.rules.window import Window, bands, last_years, ticks, whole_life
from skolespor.workspace.tests.lives import (
    TODAY,
    drawn,
    home,
    life,
    moves,
    school,
    week,
    without,
)

DAY = timedelta(days=1)


def fits(text, days):
    return True


# Which days are shown


def test_long_life_is_shown_in_whole_school_years():
    window = whole_life(life(home(date(2019, 3, 4))), TODAY)
    assert window == Window(date(2018, 8, 1), date(2027, 7, 31))


def test_short_life_is_shown_in_whole_months():
    window = whole_life(life(home(date(2026, 11, 8))), TODAY)
    assert window == Window(date(2026, 11, 1), date(2026, 12, 31))


def test_child_that_moves_in_today_has_a_picture():
    window = whole_life(life(home(TODAY)), TODAY)
    assert TODAY in window
    assert window.days > 45


def test_planned_start_is_shown_with_a_while_after_it():
    soon = TODAY + timedelta(days=40)
    window = whole_life(life(home(date(2026, 9, 1)), home(soon)), TODAY)
    assert soon + timedelta(days=60) in window


def test_last_day_that_is_far_away_does_not_make_the_picture_longer_than_a_year_ahead():
    window = whole_life(life(home(date(2024, 8, 1), date(2090, 1, 1))), TODAY)
    assert window == Window(date(2024, 8, 1), date(2028, 7, 31))


def test_absence_and_events_alone_make_a_window():
    assert whole_life(life(week(date(2026, 9, 7))), TODAY).first == date(2026, 9, 1)
    assert whole_life(life(moves(date(2026, 8, 3))), TODAY).first == date(2026, 8, 1)


def test_nothing_with_a_day_is_shown_around_today():
    assert TODAY in whole_life(life(home(None)), TODAY)


def test_school_years_stand_on_the_axis_of_a_long_life():
    window = Window(date(2024, 8, 1), date(2027, 7, 31))
    assert [(tick.day, tick.label) for tick in ticks(window, fits)] == [
        (date(2024, 8, 1), "2024/25"),
        (date(2025, 8, 1), "2025/26"),
        (date(2026, 8, 1), "2026/27"),
    ]


def test_months_stand_on_the_axis_of_a_short_one():
    window = Window(date(2026, 11, 1), date(2027, 1, 31))
    assert [tick.label for tick in ticks(window, fits)] == ["nov 2026", "dec 2026", "jan 2027"]


def test_every_second_year_is_written_where_there_is_no_room_for_all():
    window = Window(date(2020, 8, 1), date(2024, 7, 31))
    found = ticks(window, lambda _text, days: days > 365)
    assert [tick.label for tick in found] == ["2020/21", "", "2022/23", ""]


def test_only_the_first_is_written_where_there_is_hardly_any_room():
    window = Window(date(2020, 8, 1), date(2024, 7, 31))
    found = ticks(window, lambda _text, days: days > 1400)
    assert [tick.label for tick in found] == ["2020/21", "", "", ""]


def test_telephone_shows_this_school_year_and_the_last():
    whole = Window(date(2015, 8, 1), date(2027, 7, 31))
    assert last_years(whole, TODAY) == Window(date(2025, 8, 1), date(2027, 7, 31))


def test_long_life_comes_in_pieces_the_newest_first():
    pieces = bands(Window(date(2022, 8, 1), date(2027, 7, 31)))
    assert [(piece.first.year, piece.last.year) for piece in pieces] == [
        (2025, 2027),
        (2023, 2025),
        (2022, 2023),
    ]


def test_short_life_is_one_piece():
    window = Window(date(2026, 8, 1), date(2027, 1, 31))
    assert bands(window) == [window]


def test_no_day_of_a_life_is_lost_between_the_pieces():
    window = Window(date(2015, 8, 1), date(2027, 7, 31))
    assert sum(piece.days for piece in bands(window)) == window.days


def test_leap_day_has_its_place():
    scale = Scale(Window(date(2024, 2, 28), date(2024, 3, 1)), 0, 300)
    assert [scale.x(date(2024, 2, 28) + n * DAY) for n in range(4)] == [0, 100, 200, 300]


# Names


@pytest.mark.parametrize(
    ("room", "text"),
    [(200, "Plejefamilien"), (60, "Plejefa…"), (20, "")],
)
def test_name_is_shortened_to_its_room(room, text):
    found = fitted("Plejefamilien", 14, room)
    assert found == text
    assert width_of(found, 14) <= room


def test_shortened_name_does_not_end_in_a_space():
    assert fitted("Hos mormor i byen", 10, width_of("Hos mormor…", 10)) == "Hos mormor…"
    assert fitted("Bo og Ida", 10, width_of("Bo og…", 10)) == "Bo og…"


def test_letters_go_on_after_z():
    assert [letter_of(n) for n in (0, 1, 25, 26, 27, 52)] == ["A", "B", "Z", "AA", "AB", "BA"]


def test_wide_letters_take_more_room_than_narrow_ones():
    assert width_of("m", 10) > width_of("a", 10) > width_of("i", 10)
    assert width_of("K", 10) > width_of("k", 10)


# What happens at the same time


def test_homes_one_after_the_other_stand_in_one_row():
    first, second = home(date(2024, 1, 1), date(2025, 1, 1)), home(date(2025, 1, 1))
    assert rows_of([second, first]) == [[first, second]]


def test_homes_at_the_same_time_stand_below_each_other():
    first, second = home(date(2024, 1, 1), date(2025, 1, 2)), home(date(2025, 1, 1))
    assert rows_of([first, second]) == [[first], [second]]


def test_who_goes_on_at_the_same_school_goes_on_in_its_row():
    a = school(date(2024, 8, 1), date(2025, 6, 30), "Engskolen")
    b = school(date(2024, 8, 1), date(2025, 6, 30), "Lindeskolen")
    c = school(date(2025, 8, 1), None, "Lindeskolen")
    assert rows_of([a, b, c]) == [[a], [b, c]]


def test_stretch_without_a_first_day_shares_no_row():
    now, before = home(None), home(date(2024, 1, 1), date(2024, 2, 1))
    assert len(rows_of([now, before])) == 2


def test_name_is_written_once_over_the_classes_of_one_school():
    first = school(date(2024, 8, 1), date(2025, 6, 26), detail="3.B")
    second = school(date(2025, 8, 11), None, detail="4.B")
    assert [run.stretches for run in runs_of([first, second])] == [(first, second)]


def test_a_year_away_from_a_school_is_an_interruption():
    first = school(date(2023, 8, 1), date(2024, 6, 26))
    assert len(runs_of([first, school(date(2025, 8, 11))])) == 2
    assert len(runs_of([school(date(2023, 8, 1)), school(date(2025, 8, 11))])) == 2


def test_another_school_is_another_name():
    assert len(runs_of([school(date(2024, 8, 1), date(2025, 1, 1)), school(None, None, "B")])) == 2


def test_signs_of_one_day_stand_below_each_other():
    dots = [moves(TODAY)] * 3
    assert dots_in_rows(dots, [10, 10, 60], 16) == [0, 1, 0]


# The picture


def boxes(picture, lane=Lane.HOME):
    return [box for box in picture.boxes if box.stretch.lane is lane]


def texts(picture, kind):
    return [text.text for text in picture.texts if text.kind.split()[0] == kind]


def test_what_has_no_last_day_ends_today():
    picture = drawn(home(date(2025, 9, 1)))
    [box] = boxes(picture)
    assert box.right == pytest.approx(picture.scale.x(TODAY + DAY), abs=0.2)
    assert not any(piece.is_planned for piece in box.pieces)
    assert not box.goes


def test_what_ends_later_is_planned_from_tomorrow():
    picture = drawn(home(date(2025, 9, 1), date(2027, 2, 1)))
    [box] = boxes(picture)
    assert [piece.is_planned for piece in box.pieces] == [False, True]
    assert box.pieces[1].x == picture.scale.x(TODAY + DAY)


def test_what_begins_later_is_planned_and_goes_on():
    [box] = boxes(drawn(home(TODAY + 30 * DAY)))
    assert [piece.is_planned for piece in box.pieces] == [True]
    assert box.goes


def test_what_begins_and_ends_later_does_not_go_on():
    [box] = boxes(drawn(home(TODAY + 30 * DAY, TODAY + 50 * DAY)))
    assert not box.goes


def test_what_began_before_the_picture_comes_from_the_left():
    window = Window(date(2025, 8, 1), date(2027, 7, 31))
    picture = drawn(home(date(2020, 1, 1)), window=window)
    [box] = boxes(picture)
    assert box.comes
    assert box.x == picture.scale.left


def test_what_ends_after_the_picture_goes_on_to_the_right():
    window = Window(date(2020, 8, 1), date(2022, 7, 31))
    [box] = boxes(drawn(home(date(2021, 1, 1)), window=window))
    assert box.goes


def test_what_is_outside_of_the_picture_is_not_drawn():
    window = Window(date(2025, 8, 1), date(2027, 7, 31))
    picture = drawn(
        home(date(2020, 1, 1), date(2021, 1, 1)), moves(date(2020, 1, 1)), window=window
    )
    assert picture.boxes == []
    assert picture.signs == []
    assert "events" not in [title.text for title in picture.titles]


def test_years_in_which_nobody_wrote_that_the_child_stays_away_have_no_lane_for_it():
    away = Stretch(Lane.AWAY, date(2026, 10, 1), None)
    part = Part((Lane.HOME, Lane.AWAY), (home(date(2020, 8, 1)), away))
    now, before = Window(date(2025, 8, 1), TODAY), Window(date(2020, 8, 1), date(2022, 7, 31))
    assert [t.text for t in drawn(part=part, window=now).titles] == ["home", "away"]
    assert [t.text for t in drawn(part=part, window=before).titles] == ["home"]


def test_single_day_can_be_seen_in_twelve_years():
    [_long, short] = boxes(drawn(home(date(2015, 1, 1)), home(date(2020, 1, 1), date(2020, 1, 1))))
    assert short.right - short.x == 3


def test_stretch_at_the_very_end_stays_inside():
    window = Window(date(2015, 8, 1), date(2027, 7, 31))
    picture = drawn(home(date(2027, 7, 31), date(2027, 7, 31)), window=window)
    assert boxes(picture)[0].right <= picture.scale.right + 0.1


def test_where_a_child_lives_now_is_drawn_before_today_without_a_first_day():
    picture = drawn(home(None, label="Bor hos en familie"), school(date(2020, 8, 1)))
    [box] = boxes(picture)
    assert box.comes
    assert picture.scale.left < box.x < picture.scale.x(TODAY)
    assert "Bor hos en familie" in texts(picture, "name")


def test_name_beside_a_stretch_without_first_day_ends_where_it_begins():
    picture = drawn(home(None, label="Bor på et børne- og ungehjem"), school(date(2015, 8, 1)))
    name = next(text for text in picture.texts if text.text.startswith("Bor på"))
    assert name.anchor == "end"
    assert name.x < boxes(picture)[0].x


def test_classes_stand_below_the_name_of_the_school():
    picture = drawn(
        school(date(2025, 8, 11), date(2026, 6, 26), detail="3.B"), school(date(2026, 8, 10))
    )
    assert texts(picture, "name") == ["Lindeskolen"]
    assert texts(picture, "detail") == ["3.B", "3.B"]


def test_class_without_room_stands_in_the_text_only():
    early = school(date(2025, 8, 11), date(2025, 8, 12), detail="3.B med et langt navn")
    assert texts(drawn(early, home(date(2015, 1, 1))), "detail") == []


def test_name_without_room_gets_its_letter_and_as_much_as_fits():
    letters = {(Lane.HOME, "Plejefamilien Holt"): "A"}
    stretches = (
        home(date(2026, 3, 1), date(2026, 6, 1), "Plejefamilien Holt"),
        home(date(2015, 1, 1), date(2015, 2, 1), "X"),
    )
    picture = drawn(*stretches, letters=letters)
    assert texts(picture, "letter") == ["A"]
    assert picture.letters == {(Lane.HOME, "Plejefamilien Holt")}
    wider = drawn(home(date(2025, 1, 1), date(2026, 3, 1), "Plejefamilien Holt"),
                  home(date(2018, 1, 1), date(2018, 2, 1), "X"), letters=letters)  # fmt: skip
    assert texts(wider, "letter") == ["A"]
    assert texts(wider, "name")[0].endswith("…")


def test_name_without_room_for_a_letter_stands_in_the_text_only():
    letters = {(Lane.HOME, "Plejefamilien Holt"): "A"}
    short = home(date(2020, 3, 1), date(2020, 3, 2), "Plejefamilien Holt")
    picture = drawn(short, school(date(2015, 1, 1)), letters=letters)
    assert texts(picture, "letter") == []
    assert picture.letters == set()


@pytest.mark.parametrize(
    ("until", "words"),
    [(date(2026, 10, 1), ["60 dage"]), (date(2026, 4, 1), ["60"]), (date(2026, 1, 3), [])],
)
def test_days_without_school_stand_as_far_as_there_is_room(until, words):
    picture = drawn(without(date(2026, 1, 1), until, 60), home(date(2020, 8, 1)))
    assert texts(picture, "count") == words


def test_lane_of_which_nothing_is_known_says_so():
    picture = drawn(home(date(2025, 9, 1)))
    assert texts(picture, "nothing") == ["no school", "no without", "no absence"]


def test_a_week_of_absence_is_as_high_as_its_days():
    picture = drawn(week(date(2026, 9, 7), "5"), week(date(2026, 9, 14), "2.5"))
    high, low = picture.columns
    assert low.height == high.height / 2
    assert picture.ground.y - picture.ground.top == high.height


def test_six_school_days_are_higher_than_a_week():
    picture = drawn(week(date(2026, 9, 7), "6"))
    assert picture.ground.y - picture.ground.top < picture.columns[0].height


def test_today_is_a_line_with_its_words_inside_the_picture():
    for since in (TODAY, date(2015, 1, 1), date(2025, 9, 1)):
        picture = drawn(home(since))
        assert picture.scale.left <= picture.today.x <= picture.scale.right
        half = width_of("today", WIDE.size) / 2
        assert picture.today.label.x + half <= picture.scale.right + 0.1


def test_years_that_have_passed_have_no_today():
    window = Window(date(2020, 8, 1), date(2022, 7, 31))
    assert drawn(home(date(2021, 1, 1)), window=window).today is None
