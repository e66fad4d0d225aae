"""People are told once, in the house and by mail, and never a word about a child."""

import pytest
from django.conf import settings
from django.urls import reverse
from django.utils import translation

from skolespor.core.models import OutboxMail
from skolespor.notices import queries
from skolespor.notices.actions import mark_all_read, mark_read, point_to, tell
from skolespor.notices.kinds import KINDS, NoticeKind
from skolespor.notices.models import Notice

INDEX = reverse("notices:index")
"""Asking for an address loads every room, and with it every kind."""
NAMED_FOR_CHILD = KINDS["children.named_for_child"]
STAFF_WANTED = KINDS["children.staff_wanted"]
MATCH_ANSWERED = KINDS["children.match_answered"]


def test_each_person_is_told_once(teacher_tim, teacher_nora, maja):
    for _again in range(2):
        people = [teacher_tim, teacher_nora, teacher_tim]
        tell(NAMED_FOR_CHILD, people, key="naming-1", child_id=maja.pk)
    assert [notice.user for notice in Notice.objects.order_by("pk")] == [teacher_tim, teacher_nora]
    assert OutboxMail.objects.count() == 2


def test_another_thing_of_the_same_kind_is_told_again(teacher_tim, maja):
    for key in ("naming-1", "naming-2"):
        tell(NAMED_FOR_CHILD, [teacher_tim], key=key, child_id=maja.pk)
    assert queries.unread_count(teacher_tim) == 2


def test_the_mail_carries_a_link_and_nothing_about_the_child(teacher_tim, maja):
    tell(NAMED_FOR_CHILD, [teacher_tim], key="naming-1", child_id=maja.pk)
    mail = OutboxMail.objects.get()
    assert mail.recipient == teacher_tim.email
    assert mail.subject == "Skolespor: noget venter på dig"
    link = settings.SITE_URL + INDEX
    assert mail.body == f"Du har fået en opgave ved et barn.\n\nLog ind og se det:\n{link}"
    assert str(maja.pk) not in mail.body.replace(link, "")


def test_the_mail_is_danish_whoever_acts(teacher_tim):
    with translation.override("en"):
        tell(STAFF_WANTED, [teacher_tim], key="staff-1")
    mail = OutboxMail.objects.get()
    assert mail.subject == "Skolespor: noget venter på dig"
    assert mail.body.startswith("I får et barn.")


def test_a_kind_without_mail_stays_in_the_house(teacher_tim):
    tell(MATCH_ANSWERED, [teacher_tim], key="match-1")
    assert Notice.objects.count() == 1
    assert not OutboxMail.objects.exists()


def test_who_has_no_address_is_told_in_the_house(maja_herself, maja):
    tell(NAMED_FOR_CHILD, [maja_herself], key="naming-1", child_id=maja.pk)
    assert queries.unread_count(maja_herself) == 1
    assert not OutboxMail.objects.exists()


def test_who_cannot_sign_in_is_not_told(teacher_tim):
    teacher_tim.is_active = False
    tell(STAFF_WANTED, [teacher_tim], key="staff-1")
    assert not Notice.objects.exists()
    assert not OutboxMail.objects.exists()


def test_a_notice_leads_to_its_page(teacher_tim, head_hanne, maja):
    tell(NAMED_FOR_CHILD, [teacher_tim], key="naming-1", child_id=maja.pk)
    tell(STAFF_WANTED, [head_hanne], key="staff-1")
    lead = {notice.user: queries.address_of(notice) for notice in Notice.objects.all()}
    assert lead[teacher_tim] == reverse("workspace:child", args=[maja.pk])
    assert lead[head_hanne] == reverse("children:naming")


def test_ones_own_notices_come_unread_and_newest_first(teacher_tim, teacher_nora):
    for number in range(3):
        tell(STAFF_WANTED, [teacher_tim], key=f"staff-{number}")
    tell(STAFF_WANTED, [teacher_nora], key="staff-0")
    newest = queries.notices_of(teacher_tim).first()
    mark_read(notice=newest, by=teacher_tim)
    assert [notice.key for notice in queries.notices_of(teacher_tim)] == [
        "staff-1",
        "staff-0",
        "staff-2",
    ]
    assert queries.unread_count(teacher_tim) == 2


def test_nobody_marks_anothers_notices(teacher_tim, teacher_nora):
    tell(STAFF_WANTED, [teacher_tim], key="staff-1")
    mark_read(notice=Notice.objects.get(), by=teacher_nora)
    mark_all_read(by=teacher_nora)
    assert queries.unread_count(teacher_tim) == 1
    mark_all_read(by=teacher_tim)
    assert queries.unread_count(teacher_tim) == 0


def test_notices_about_a_double_lead_to_the_child_that_is_kept(teacher_tim, maja, emil):
    tell(NAMED_FOR_CHILD, [teacher_tim], key="naming-1", child_id=emil.pk)
    point_to(maja.pk, instead_of=emil.pk)
    assert Notice.objects.get().child_id == maja.pk


def test_a_notice_says_what_happened_and_why_one_gets_it(teacher_tim):
    tell(STAFF_WANTED, [teacher_tim], key="staff-1")
    line = queries.line_of(Notice.objects.get())
    assert str(line.text).startswith("I får et barn.")
    assert str(line.why).startswith("Du leder stedet eller skolen.")
    assert line.is_read is False


def test_a_kind_is_registered_once():
    with pytest.raises(ValueError, match="registered twice"):
        NoticeKind("children.staff_wanted", "Igen", "Igen", page="notices:index")


@pytest.mark.parametrize("kind", KINDS.values(), ids=KINDS)
def test_every_kind_leads_somewhere(kind):
    assert reverse(kind.page, args=[1] if kind.of_child else []).startswith("/")
