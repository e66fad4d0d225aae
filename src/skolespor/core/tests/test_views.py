import pytest
from django.conf import settings
from django.core.exceptions import PermissionDenied, SuspiciousOperation
from django.urls import reverse

from skolespor.core import views
from skolespor.core.errors import RuleBroken
from skolespor.core.middleware import BrokenRuleIsSaid


def test_language_is_remembered_and_one_stays_on_the_page(client):
    answer = client.post(reverse("core:language"), {"language": "en", "next": "/boern/?side=2"})
    assert answer["Location"] == "/boern/?side=2"
    assert answer.cookies[settings.LANGUAGE_COOKIE_NAME].value == "en"


@pytest.mark.parametrize("elsewhere", ["https://ond.invalid/", "//ond.invalid", "javascript:x", ""])
def test_language_never_sends_anybody_elsewhere(client, elsewhere):
    answer = client.post(reverse("core:language"), {"language": "da", "next": elsewhere})
    assert answer["Location"] == "/"


def test_an_unknown_language_changes_nothing(client):
    answer = client.post(reverse("core:language"), {"language": "xx", "next": "/"})
    assert settings.LANGUAGE_COOKIE_NAME not in answer.cookies


def test_language_is_chosen_by_a_button_only(client):
    assert client.get(reverse("core:language")).status_code == 405


def test_the_gallery_is_for_developers(client, settings):
    assert client.get(reverse("core:components")).status_code == 404
    settings.DEBUG = True
    assert client.get(reverse("core:components")).status_code == 200


@pytest.mark.parametrize(
    ("view", "status", "words"),
    [
        (views.bad_request, 400, "Vi forstod ikke det, der blev sendt"),
        (views.permission_denied, 403, "spørg koordinatoren"),
        (views.page_not_found, 404, "Siden findes ikke, eller du har ikke adgang til den"),
    ],
)
def test_an_error_says_what_to_do(rf, view, status, words):
    answer = view(rf.get("/"), PermissionDenied() if status == 403 else SuspiciousOperation())
    assert answer.status_code == status
    assert words in answer.content.decode()


def test_an_old_page_says_that_nothing_was_sent(rf):
    answer = views.csrf_failure(rf.post("/"), reason="CSRF cookie not set.")
    assert answer.status_code == 403
    assert "Der er ikke sendt noget" in answer.content.decode()


def test_a_rule_that_no_form_shows_is_said_on_a_page(rf):
    """Two press »Send igen« at the same moment: the second is told why nothing happened."""
    said = BrokenRuleIsSaid(views.page_not_found).process_exception(
        rf.post("/"), RuleBroken("invitation.used", "Linket er brugt.")
    )
    assert said.status_code == 409
    assert "Linket er brugt." in said.content.decode()


def test_a_fault_is_still_a_fault(rf):
    assert (
        BrokenRuleIsSaid(views.page_not_found).process_exception(rf.get("/"), ValueError()) is None
    )


def test_the_last_resort_needs_neither_database_nor_context(rf):
    answer = views.server_error(rf.get("/"))
    assert answer.status_code == 500
    assert "Noget gik galt hos os" in answer.content.decode()
