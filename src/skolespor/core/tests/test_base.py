from types import SimpleNamespace

import pytest
from django.template.loader import render_to_string

from skolespor.core.gallery import NAVIGATION, Link
from skolespor.core.tests.drawing import Html

ANNE = SimpleNamespace(is_authenticated=True, __str__=lambda self: "Anne Holm")


@pytest.fixture
def base():
    """The frame of a page, as drawn without any context processor."""

    def draw(**context) -> str:
        return " ".join(render_to_string("core/base.html", context).split())

    return draw


def test_a_page_is_drawn_when_nothing_is_known(base):
    html = Html(base())
    assert ("html", "lang", "da") in html.attributes
    assert ("html", "class", "accent-petrol") in html.attributes


def test_the_first_link_leads_to_the_content(base):
    html = Html(base())
    links = [value for tag, name, value in html.attributes if (tag, name) == ("a", "href")]
    assert links[0] == "#main-content"
    assert "main-content" in html.ids


def test_a_demo_says_so_over_everything(base):
    text = "Demo: skriv aldrig rigtige oplysninger her"
    page = base(is_invented=True)
    assert text in page
    assert page.index(text) < page.index("portal-info")
    assert text not in base(is_invented=False)


def test_menus_are_only_for_those_who_are_signed_in(base):
    assert "js-menu-open" not in base(user=SimpleNamespace(is_authenticated=False))
    signed_in = base(user=ANNE, user_name="Anne Holm", navigation=NAVIGATION)
    assert "js-menu-open" in signed_in
    assert signed_in.count('aria-current="page"') == 2
    Html(signed_in)


def test_signing_out_is_a_button_and_not_a_link(base):
    page = base(user=ANNE, user_name="Anne Holm")
    assert page.count("Log ud</button></form>") == 2
    assert "Log ud</a>" not in page


def test_banners_messages_and_footer_links_are_shown(base):
    page = base(
        banners=[SimpleNamespace(kind="warning", text="Du er stedfortræder <b>")],
        messages=[SimpleNamespace(level_tag="success", __str__=lambda self: "Gemt")],
        footer_links=[Link("Tilgængelighedserklæring", "/was")],
    )
    assert "Du er stedfortræder &lt;b&gt;" in page
    assert "alert-success" in page
    assert 'href="/was">Tilgængelighedserklæring' in page
