"""The child's choice holds today and later: what was open to somebody closes, and nothing is told about
what is closed."""

from datetime import date

import pytest
from django.core.exceptions import PermissionDenied
from django.urls import reverse

from skolespor.children.models import NetworkSeat
from skolespor.core.drafts import keep
from skolespor.core.versions import EditedMeanwhile
from skolespor.notices.models import Notice
from skolespor.promises import access
from skolespor.promises.actions import answering, owners
from skolespor.promises.actions.saying import Words, let_be, promise, say, share
from skolespor.promises.queries import lists
from skolespor.promises.rules import Sharing, What

MONDAY = date(2026, 11, 2)
SEAT = "Jeg vil gerne sidde tæt på tavlen."


@pytest.fixture
def on(time_machine):
    def move(day):
        time_machine.move_to(f"{day} 10:00", tick=False)

    return move


@pytest.fixture(autouse=True)
def monday(on):
    on(MONDAY)


@pytest.fixture
def wish(maja, teacher_tim):
    """Maja asks Tim for something."""

    def make(sharing=Sharing.MAY_SHARE, what=What.WISH):
        words = Words(SEAT, what, sharing)
        return say(child=maja, words=words, adult=teacher_tim, said_on=MONDAY, by=teacher_tim)

    return make


@pytest.fixture
def closed_promise(maja, teacher_tim, foster_freja):
    """Freja promises something that stays between Maja and Tim."""
    return promise(
        child=maja,
        text="Freja øver vejen med dig.",
        agreed_for=MONDAY,
        owner=foster_freja,
        adult=teacher_tim,
        made_on=MONDAY,
        by=teacher_tim,
        sharing=Sharing.BETWEEN_US,
    )


def reads(user, statement):
    return access.seen_by(user).filter(pk=statement.pk).exists()


def asks(user, statement):
    return access.unheard_by(user).filter(pk=statement.pk).exists()


def told(statement, by):
    reason = "Det kan vi gøre fra i morgen."
    answering.decide(statement=statement, decision="yes_we_do", reason=reason, by=by)
    answering.told(statement=statement, told_on=MONDAY, how="talked", by=by)


def test_who_answered_it_reads_it_no_more_when_the_child_closes_it(
    wish, coordinator_karen, teacher_tim
):
    one = wish()
    told(one, coordinator_karen)
    assert reads(coordinator_karen, one)
    for sharing in (Sharing.TO_CASE_WORKER, Sharing.BETWEEN_US):
        share(statement=one, sharing=sharing, by=teacher_tim)
        owners.keep_promises(today=MONDAY)
        assert not reads(coordinator_karen, one) and not asks(coordinator_karen, one)


def test_an_old_page_does_not_undo_what_the_child_has_chosen_since(
    wish, sign_in, teacher_tim, maja_herself
):
    one = wish()
    page = reverse("promises:sharing", args=[one.child_id, one.pk])
    tim = sign_in(teacher_tim)
    assert tim.get(page).context["form"]["seen"].value() == "may_share"
    share(statement=one, sharing=Sharing.BETWEEN_US, by=maja_herself)
    sent = {"sharing": "may_share", "seen": "may_share"}
    answer = tim.post(page, sent, follow=True).content.decode()
    assert "Barnet har valgt om i mellemtiden." in answer
    one.refresh_from_db()
    assert one.sharing == Sharing.BETWEEN_US
    tim.post(page, sent | {"seen": "between_us"})
    one.refresh_from_db()
    assert one.sharing == Sharing.MAY_SHARE


def test_no_draft_of_a_choice_is_kept(wish, sign_in, teacher_tim):
    one = wish(Sharing.BETWEEN_US)
    subject = f"{one.child_id}-{one.pk}"
    answers = {"sharing": "may_share"}
    keep(owner_id=teacher_tim.pk, form="statement-sharingform", subject=subject, answers=answers)
    page = sign_in(teacher_tim).get(reverse("promises:sharing", args=[one.child_id, one.pk]))
    assert page.context["form"]["sharing"].value() == "between_us"
    assert "data-draft-url" not in page.content.decode()


def test_the_action_itself_refuses_an_old_choice(wish, teacher_tim):
    one = wish()
    with pytest.raises(EditedMeanwhile):
        share(
            statement=one,
            sharing=Sharing.MAY_SHARE,
            seen=Sharing.TO_CASE_WORKER,
            by=teacher_tim,
        )


def test_a_promise_between_two_is_read_by_them_and_whoever_promised(
    closed_promise, teacher_tim, foster_freja, coordinator_karen
):
    assert closed_promise.owner == foster_freja
    assert reads(teacher_tim, closed_promise) and reads(foster_freja, closed_promise)
    assert not reads(coordinator_karen, closed_promise)


def test_when_both_are_gone_the_next_asks_the_child_and_reads_no_word(
    closed_promise, teacher_tim, foster_freja, coordinator_karen
):
    for user in (teacher_tim, foster_freja):
        user.jobs.update(until=date(2026, 11, 1))
    owners.keep_promises(today=MONDAY)
    closed_promise.refresh_from_db()
    assert closed_promise.owner == coordinator_karen
    assert asks(coordinator_karen, closed_promise) and not reads(coordinator_karen, closed_promise)


def test_without_case_worker_and_leader_the_adult_has_what_is_told_the_case_worker(
    wish, maja, teacher_tim, coordinator_karen
):
    team = NetworkSeat.objects.filter(child=maja, organisation__kind="authority_team")
    team.update(until=date(2026, 11, 1))
    one = wish(Sharing.TO_CASE_WORKER, What.WORDS)
    assert one.owner == teacher_tim
    teacher_tim.jobs.update(until=date(2026, 11, 1))
    owners.keep_promises(today=MONDAY)
    one.refresh_from_db()
    assert one.owner == coordinator_karen
    assert asks(coordinator_karen, one) and not reads(coordinator_karen, one)


def test_choosing_back_and_forth_moves_no_last_day_into_the_future(wish, on, teacher_tim):
    one = wish()
    assert one.due_on == date(2026, 11, 16)
    on(date(2026, 12, 1))
    for sharing in (Sharing.TO_CASE_WORKER, Sharing.MAY_SHARE):
        share(statement=one, sharing=sharing, by=teacher_tim)
        assert (one.asked_on, one.due_on) == (MONDAY, date(2026, 11, 16)), sharing


def test_what_is_told_the_case_worker_later_is_asked_from_then_on(wish, on, teacher_tim):
    one = wish(Sharing.BETWEEN_US, What.WORDS)
    assert (one.rule, one.asked_on, one.due_on) == ("", None, None)
    later = date(2026, 11, 23)
    on(later)
    share(statement=one, sharing=Sharing.TO_CASE_WORKER, by=teacher_tim)
    assert (one.asked_on, one.due_on) == (later, date(2026, 11, 26))
    share(statement=one, sharing=Sharing.BETWEEN_US, by=teacher_tim)
    assert (one.rule, one.asked_on, one.due_on, one.owner) == ("", None, None, None)


def test_also_what_was_discussed_is_the_case_workers_when_the_child_says_so(
    wish, coordinator_karen, teacher_tim, worker_wilma
):
    one = wish()
    answering.discussed(statement=one, by=coordinator_karen)
    share(statement=one, sharing=Sharing.TO_CASE_WORKER, by=teacher_tim)
    assert (one.rule, one.owner) == ("dl_case_worker_answers_child", worker_wilma)
    assert one.due_on == date(2026, 11, 5)


def test_when_the_child_says_that_nobody_may_know_nobody_is_asked_any_more(
    wish, sign_in, teacher_tim, coordinator_karen, maja_herself
):
    one = wish(Sharing.BETWEEN_US)
    teacher_tim.jobs.update(until=date(2026, 11, 1))
    owners.keep_promises(today=MONDAY)
    page = reverse("promises:unheard", args=[one.child_id, one.pk])
    karen = sign_in(coordinator_karen)
    assert " checked" not in karen.get(page).content.decode().split("<main")[1]
    karen.post(page, {"seen": "between_us"})
    one.refresh_from_db()
    assert one.rule, "nothing is closed before the child has answered"
    karen.post(page, {"sharing": "between_us", "seen": "between_us"})
    one.refresh_from_db()
    assert (one.rule, one.owner, one.due_on, one.sharing) == ("", None, None, "between_us")
    assert not asks(coordinator_karen, one) and reads(maja_herself, one)
    owners.keep_promises(today=MONDAY)
    one.refresh_from_db()
    assert one.owner is None


def test_only_who_is_to_ask_the_child_lets_it_be(wish, teacher_tim):
    with pytest.raises(PermissionDenied):
        let_be(statement=wish(Sharing.BETWEEN_US), by=teacher_tim)


def test_who_gets_it_back_another_day_is_told_again(
    wish, on, teacher_tim, coordinator_karen, worker_wilma
):
    one = wish()
    assert Notice.objects.filter(user=coordinator_karen).count() == 1
    owners.pass_on(statement=one, owner=teacher_tim, by=coordinator_karen)
    on(date(2026, 11, 3))
    owners.pass_on(statement=one, owner=coordinator_karen, by=teacher_tim)
    assert Notice.objects.filter(user=coordinator_karen).count() == 2


def test_who_has_read_tells_of_no_confidence(
    wish, sign_in, teacher_tim, coordinator_karen, mother_mie
):
    hidden = wish(Sharing.BETWEEN_US)
    teacher_tim.jobs.update(until=date(2026, 11, 1))
    owners.keep_promises(today=MONDAY)
    karen = sign_in(coordinator_karen)
    karen.get(reverse("promises:unheard", args=[hidden.child_id, hidden.pk]))
    karen.get(reverse("promises:mine"))
    seen = sign_in(mother_mie).get(reverse("children:who_sees", args=[hidden.child_id]))
    html = seen.content.decode()
    assert "At læse, hvad barnet siger om skolen" in html
    assert "At spørge barnet" not in html and "venter på svar" not in html


def test_a_leaders_count_tells_of_no_confidence(wish, on, leader_lis):
    wish(Sharing.BETWEEN_US)
    on(date(2026, 12, 1))
    assert lists.overdue_count(reader=leader_lis) == 0
    wish(Sharing.MAY_SHARE)
    assert lists.overdue_count(reader=leader_lis) == 1


def test_who_reads_no_answers_is_not_told_how_far_it_is(
    wish, sign_in, maja, person, sits, solvang, coordinator_karen
):
    consultant = person("Pia Pil", "foster_care_consultant", solvang)
    sits(consultant, maja)
    one = wish()
    reason = "Det kan vi gøre fra i morgen."
    answering.decide(statement=one, decision="yes_we_do", reason=reason, by=coordinator_karen)
    pia = sign_in(consultant)
    for page in (
        reverse("promises:statement", args=[maja.pk, one.pk]),
        reverse("conversations:child", args=[maja.pk]),
        reverse("promises:mine") + "?whose=all",
        reverse("promises:file") + "?whose=all",
    ):
        text = pia.get(page).content.decode()
        assert "Besluttet" not in text and "Fortalt til barnet" not in text, page


def test_the_child_is_led_from_the_lists_of_adults_to_its_own_page(sign_in, maja_herself):
    for page in ("promises:mine", "promises:file"):
        assert sign_in(maja_herself).get(reverse(page)).url == reverse("workspace:own_agreements")
