import pytest

from skolespor.core.errors import RuleBroken
from skolespor.public.rules import check_text

BODY = "Vi hjælper.\n\n## Hvordan?\n\nSammen."


def test_a_heading_and_a_text_are_enough():
    check_text("Rådgivning", BODY)


@pytest.mark.parametrize(
    ("title", "body", "code", "field"),
    [
        (" ", BODY, "text.title", "title"),
        ("Rådgivning", "  \n", "text.body", "body"),
        ("Rådgivning", "# Stor\n\nTekst", "text.heading", "body"),
        ("Rådgivning", "![x](y.png)", "text.picture", "body"),
    ],
)
def test_what_is_missing_or_cannot_be_shown_is_said_at_its_field(title, body, code, field):
    with pytest.raises(RuleBroken) as no:
        check_text(title, body)
    assert (no.value.code, no.value.field) == (code, field)
