"""The agreement: written by both, checked against the content, approved by each party as it stands."""

from datetime import date, timedelta

import pytest
from django.core.exceptions import PermissionDenied

from skolespor.core.content import read_yaml
from skolespor.core.errors import RuleBroken
from skolespor.programme.actions import agreement, days, people
from skolespor.programme.actions.days import When
from skolespor.programme.models import Approval
from skolespor.programme.presenters import agreement as presenter
from skolespor.programme.queries import agreed
from skolespor.programme.queries.days import advisory
from skolespor.programme.rules.agreement import (
    TEXTS,
    Facts,
    broken,
    check,
    check_title,
    has_right_span,
)
from skolespor.programme.tests.conftest import SECTIONS
from tests.pdfs import bookmarks

MAY, SEPTEMBER, FEBRUARY = date(2026, 5, 12), date(2026, 9, 8), date(2027, 2, 4)
ALL = Facts(
    lines={"school", "authority", "placement"},
    levels={"strategic", "professional"},
    has_lead=True,
    days=(MAY, SEPTEMBER, FEBRUARY),
)
SEVERITIES = {
    one["id"]: one["severity"] for one in read_yaml("advisory_course.yaml")["validation_rules"]
}
WORDS = dict.fromkeys(SEVERITIES, "Reglen.")


def words(response):
    return response.content.decode()


def address(course, rest=""):
    return f"/raadgivning/{course.pk}/aftale/{rest}"


def test_sc_43_the_span_of_the_days():
    """268 days lie inside 6-12 months; two days over 119 ask for a reason; five days are blocked."""
    assert (FEBRUARY - MAY).days == 268
    assert (SEPTEMBER - MAY).days == 119
    assert has_right_span([MAY, SEPTEMBER, FEBRUARY])
    assert not has_right_span([MAY, SEPTEMBER])
    five = [MAY + timedelta(days=60 * n) for n in range(5)]
    assert "v_days_count" in broken(Facts(ALL.lines, ALL.levels, True, five))
    assert SEVERITIES["v_days_count"] == "blocks"
    assert SEVERITIES["v_span"] == "needs_reason"


@pytest.mark.parametrize(
    ("last", "is_right"),
    [
        (date(2026, 11, 11), False),
        (date(2026, 11, 12), True),
        (date(2027, 5, 12), True),
        (date(2027, 5, 13), False),
    ],
)
def test_six_and_twelve_months_are_inside(last, is_right):
    assert has_right_span([MAY, last]) is is_right


def test_everything_kept_breaks_nothing():
    assert broken(ALL) == ()
    check(ALL, SECTIONS, SEVERITIES, WORDS)


@pytest.mark.parametrize(
    ("facts", "rule"),
    [
        (Facts({"school", "authority"}, ALL.levels, True, ALL.days), "v_three_lines"),
        (Facts(ALL.lines, ALL.levels, False, ALL.days), "v_local_lead"),
        (Facts(ALL.lines, ALL.levels, True, [MAY]), "v_days_count"),
        (Facts(ALL.lines, {"strategic"}, True, ALL.days), "v_two_levels"),
        (Facts(ALL.lines, ALL.levels, True, [MAY, SEPTEMBER]), "v_span"),
    ],
)
def test_what_blocks_blocks_and_what_needs_a_reason_passes_with_one(facts, rule):
    with pytest.raises(RuleBroken) as no:
        check(facts, SECTIONS, SEVERITIES, WORDS)
    assert no.value.code == f"agreement.{rule}"
    with_reason = SECTIONS | {f"reason_{rule}": "Fordi det passer os bedst."}
    if SEVERITIES[rule] == "blocks":
        with pytest.raises(RuleBroken):
            check(facts, with_reason, SEVERITIES, WORDS)
    else:
        check(facts, with_reason, SEVERITIES, WORDS)


@pytest.mark.parametrize("name", TEXTS)
def test_every_section_is_written_before_it_is_approved(name):
    with pytest.raises(RuleBroken) as no:
        check(ALL, SECTIONS | {name: " "}, SEVERITIES, WORDS)
    assert no.value.code == "agreement.unwritten"


def test_every_section_of_the_content_stands_in_the_agreement(writing):
    asked = {one["id"] for one in read_yaml("advisory_course.yaml")["agreement"]["sections"]}
    assert asked - set(agreed.whole(writing)) == {"agr_signatures"}


def test_what_is_written_in_the_agreement_is_no_part_of_the_application(
    writing, sign_in, adviser_rikke
):
    page = words(sign_in(adviser_rikke).get(f"/raadgivning/{writing.pk}/henvendelse/"))
    assert "Trine Tofte skrev i »Fælles«" in page
    assert "Rikke Glad skrev" not in page


def test_who_approves_says_as_what():
    with pytest.raises(RuleBroken):
        check_title(" ")


def test_both_parties_approve_the_same_text_and_it_is_made(writing, rikke, trine, approves):
    first = approves(writing, rikke, "Konsulent")
    writing.refresh_from_db()
    assert writing.state == "agreement"
    assert approves(writing, trine, "Projektleder").pk == first.pk
    assert writing.state == "start_meeting"
    names = list(first.approvals.order_by("pk").values_list("side", "name", "title"))
    assert names == [
        ("agency", "Rikke Glad", "Konsulent"),
        ("municipality", "Trine Tofte", "Projektleder"),
    ]


def test_an_approval_of_an_earlier_text_does_not_count_for_a_later_one(
    writing, rikke, trine, approves, sign_in, lead_trine
):
    approves(writing, rikke)
    agreement.write(
        course=writing,
        answers=SECTIONS | {"agr_purpose": "Noget andet."},
        seen=1,
        not_a_child=False,
        by=trine,
    )
    approves(writing, trine)
    writing.refresh_from_db()
    assert writing.state == "agreement"
    assert [one.number for one in agreed.agreements_of(writing)] == [2, 1]
    approves(writing, rikke)
    assert writing.state == "start_meeting"


def test_a_day_or_a_person_that_changes_asks_for_approval_anew(
    writing, rikke, trine, approves, invites
):
    approves(writing, rikke)
    invites(writing, "Ny Person", line="placement")
    approves(writing, trine)
    writing.refresh_from_db()
    assert writing.state == "agreement"


def test_what_has_changed_since_the_page_was_opened_is_not_approved(writing, trine, approves):
    seen = agreed.mark_of(agreed.whole(writing))
    agreement.write(
        course=writing,
        answers=SECTIONS | {"agr_data": "Andre tal."},
        seen=1,
        not_a_child=False,
        by=trine,
    )
    with pytest.raises(RuleBroken) as no:
        approves(writing, trine, seen=seen)
    assert no.value.code == "agreement.changed"


def test_approving_twice_is_approving_once(writing, rikke, approves):
    approves(writing, rikke)
    approves(writing, rikke)
    assert Approval.objects.count() == 1


def test_sc_43_without_a_line_it_is_refused(writing, rikke, trine, approves):
    gone = writing.participants.get(line="placement")
    people.end(seat=gone, by=trine)
    with pytest.raises(RuleBroken) as no:
        approves(writing, rikke)
    assert no.value.code == "agreement.v_three_lines"


def test_the_page_says_what_is_missing_and_lets_both_approve(
    writing, sign_in, adviser_rikke, lead_trine, trine
):
    gone = writing.participants.get(line="placement")
    people.end(seat=gone, by=trine)
    browser = sign_in(lead_trine)
    page = words(browser.get(address(writing)))
    assert "Alle tre linjer skal være repræsenteret." in page
    assert "Godkend aftalen" not in page
    people.invite(
        course=writing,
        name="Ny Leder",
        email="ny@example.invalid",
        title="Leder",
        line="placement",
        level="professional",
        may_write=False,
        by=trine,
    )
    for user in (adviser_rikke, lead_trine):
        browser = sign_in(user)
        page = browser.get(address(writing))
        sent = {"title": "Chef", "seen": page.context["seen"]}
        assert browser.post(address(writing), sent).status_code == 302
    assert "Aftalen er indgået." in words(browser.get(f"/raadgivning/{writing.pk}/"))


def test_two_who_write_at_once_see_both_texts(writing, sign_in, lead_trine):
    mine = SECTIONS | {"agr_purpose": "Mit", "seen": 0}
    answer = sign_in(lead_trine).post(address(writing, "skriv/"), mine)
    assert answer.status_code == 409
    assert "Det har vi aftalt." in words(answer)
    assert "Mit" in words(answer)


def test_a_version_stands_beside_the_text_now(writing, rikke, approves, sign_in, lead_trine):
    approves(writing, rikke)
    agreement.write(
        course=writing,
        answers=SECTIONS | {"agr_purpose": "Et nyt formål."},
        seen=1,
        not_a_child=False,
        by=rikke,
    )
    page = words(sign_in(lead_trine).get(address(writing, "udgave/1/")))
    assert page.count("programme-changed") == 1
    assert "Et nyt formål." in page
    assert sign_in(lead_trine).get(address(writing, "udgave/9/")).status_code == 404


def test_the_pdf_is_tagged_with_every_section_and_those_who_approved(
    writing, rikke, trine, approves, sign_in, lead_trine
):
    approves(writing, rikke, "Konsulent")
    approves(writing, trine, "Projektleder")
    answer = sign_in(lead_trine).get(address(writing, "udgave/1/pdf/"))
    assert answer["Content-Type"] == "application/pdf"
    assert b"StructTreeRoot" in answer.content
    assert {"Parter", "Formål", "Tovholder", "Godkendt af"} <= set(bookmarks(answer.content))


def test_what_two_versions_have_in_common_is_not_marked():
    rows = presenter.beside({"agr_purpose": "a"}, {"agr_purpose": "a", "agr_data": "b"})
    assert [row["is_changed"] for row in rows] == [False, True]


@pytest.mark.parametrize(
    ("who", "status"), [("lead_erna", 404), ("group_gerda", 403), ("worker_wilma", 404)]
)
def test_strangers_have_no_such_page_and_readers_write_nothing(
    writing, request, sign_in, who, status, maja
):
    browser = sign_in(request.getfixturevalue(who))
    assert browser.get(address(writing, "skriv/")).status_code == status
    assert browser.post(address(writing), {"title": "x", "seen": "y"}).status_code == status


def test_a_writer_writes_and_does_not_approve(writing, invites, let_in, approves):
    writer = let_in(invites(writing, "Max Mus", line="school"))
    agreement.write(
        course=writing,
        answers=SECTIONS | {"agr_data": "Vores tal."},
        seen=1,
        not_a_child=False,
        by=writer,
    )
    with pytest.raises(PermissionDenied):
        approves(writing, writer)


def test_nothing_is_written_before_the_agency_has_begun_it(talking, rikke):
    with pytest.raises(PermissionDenied):
        agreement.write(course=talking, answers=SECTIONS, seen=0, not_a_child=False, by=rikke)


def test_an_agreement_is_changed_on_the_way_when_both_approve_the_new_text(
    signed, rikke, trine, approves, sign_in, lead_trine
):
    agreement.write(
        course=signed,
        answers=SECTIONS | {"agr_data": "Vi tager fraværet med."},
        seen=1,
        not_a_child=False,
        by=trine,
    )
    page = words(sign_in(lead_trine).get(address(signed)))
    assert "gælder som Udgave 1" in page
    assert "Det her er ændret siden: Tal, I kommer med" in page
    approves(signed, trine)
    assert agreed.in_force(signed).number == 1, "one party alone changes nothing"
    approves(signed, rikke)
    assert agreed.in_force(signed).number == 2
    signed.refresh_from_db()
    assert signed.state == "start_meeting", "the course goes on from where it is"
    assert "Det her er ændret siden" not in words(sign_in(lead_trine).get(address(signed)))


def test_a_day_that_is_moved_later_does_not_undo_the_agreement(signed, today, rikke):
    day = advisory(signed)[0]
    when = When(day.on + timedelta(days=3), "meeting", "Biblioteket")
    days.move_day(day=day, seen=day.version, when=when, today=today, by=rikke)
    assert agreed.in_force(signed).number == 1


@pytest.mark.long
def test_the_page_costs_the_same_with_few_and_with_many(
    writing, sign_in, lead_trine, count_queries, rikke, approves, invites
):
    browser = sign_in(lead_trine)
    approves(writing, rikke)
    browser.get(address(writing))
    few = count_queries(lambda: browser.get(address(writing)))
    for number in range(6):
        agreement.write(
            course=writing,
            answers=SECTIONS | {"agr_data": f"Tal {number}."},
            seen=number + 1,
            not_a_child=False,
            by=rikke,
        )
        approves(writing, rikke)
    assert count_queries(lambda: browser.get(address(writing))) == few
