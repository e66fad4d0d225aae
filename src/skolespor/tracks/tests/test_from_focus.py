"""What a municipality has chosen in its self-review becomes the beginning of a track."""

import pytest

from skolespor.reviews.models import Focus


@pytest.fixture
def chosen(solvang, lead_trine, today):
    return Focus.objects.create(
        municipality=solvang,
        place=1,
        theme="sr_child_voice",
        statement="sr_6_3",
        words="Barnet får svar",
        why="Vi var mest uenige her.",
        chosen_on=today,
        chosen_by=lead_trine,
    )


def test_a_track_begins_with_a_focus_that_was_chosen(chosen, sign_in, lead_trine):
    browser = sign_in(lead_trine)
    page = browser.get("/handlespor/nyt/").content.decode()
    assert "Begynd med et fokus, I har valgt" in page
    assert "udsagn=sr_6_3" in page
    begun = browser.get(
        "/handlespor/nyt/", {"tema": "sr_child_voice", "udsagn": "sr_6_3", "fokus": chosen.words}
    )
    assert begun.context["form"].initial["focus"] == "Barnet får svar"
    assert begun.context["form"].initial["statement"] == "sr_6_3"


def test_nothing_is_offered_that_is_ended_or_anothers(
    chosen, sign_in, lead_trine, lead_erna, today
):
    assert "Begynd med et fokus" not in sign_in(lead_erna).get("/handlespor/nyt/").content.decode()
    Focus.objects.update(ended_on=today)
    assert "Begynd med et fokus" not in sign_in(lead_trine).get("/handlespor/nyt/").content.decode()
