"""Nobody loses what they typed, and nobody else reads it."""

import pytest
from django.urls import reverse

from skolespor.core import drafts
from skolespor.core.models import Draft

ADDRESS = ("workspace:draft", ["create-child", "new"])


def keep(browser, **answers):
    return browser.post(reverse(ADDRESS[0], args=ADDRESS[1]), answers)


def test_typed_text_is_kept_and_the_time_is_said(sign_in, worker_wilma):
    answer = keep(sign_in(worker_wilma), first_name="Maja")
    assert answer.status_code == 200
    assert set(answer.json()) == {"saved_at"}
    found = drafts.waiting(owner_id=worker_wilma.pk, form="create-child", subject="new")
    assert drafts.answers_of(found) == {"first_name": "Maja"}


def test_draft_is_its_writers_alone(sign_in, worker_wilma, worker_otto):
    keep(sign_in(worker_wilma), first_name="Maja")
    assert drafts.waiting(owner_id=worker_otto.pk, form="create-child", subject="new") is None


def test_signed_out_person_is_told_and_nothing_is_kept(client, db):
    assert keep(client, first_name="Maja").status_code == 302
    assert not Draft.objects.exists()


def test_far_too_long_text_is_refused_and_the_former_stays(sign_in, worker_wilma):
    browser = sign_in(worker_wilma)
    keep(browser, first_name="Maja")
    assert keep(browser, first_name="x" * 200_001).status_code == 413
    assert Draft.objects.get().answers == {"first_name": "Maja"}


@pytest.mark.parametrize("names", [("x" * 61, "new"), ("create-child", "x" * 61)])
def test_draft_of_a_form_that_cannot_exist_is_refused(sign_in, worker_wilma, names):
    answer = sign_in(worker_wilma).post(reverse("workspace:draft", args=names), {"text": "Maja"})
    assert answer.status_code == 413
