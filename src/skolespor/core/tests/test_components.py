import re
from pathlib import Path

import pytest
from django.contrib.staticfiles import finders
from django.core.paginator import Paginator
from django.http import QueryDict
from django.template.loader import get_template, render_to_string

from skolespor.core import gallery
from skolespor.core.tests.drawing import Html, drawn

pytestmark = pytest.mark.once

TEMPLATES = Path(get_template("core/base.html").origin.name).parents[1]
COMPONENTS = sorted(file.stem for file in (TEMPLATES / "components").glob("*.html"))
CLASS = re.compile(r"\.([a-zA-Z][\w-]*)")
PAYLOAD = '"><script>alert(1)</script>'


@pytest.fixture
def page(rf):
    context = gallery.examples(QueryDict("side=5&q=ærø"))
    return render_to_string("core/gallery.html", context, rf.get("/komponenter/?side=5&q=ærø"))


@pytest.mark.parametrize("name", COMPONENTS)
def test_every_component_is_shown_in_the_gallery(name):
    shown = [file.read_text() for file in (TEMPLATES / "core").glob("gallery/*.html")]
    shown.append((TEMPLATES / "core" / "gallery.html").read_text())
    assert any(f"<c-{name.replace('_', '-')}" in text for text in shown)


@pytest.mark.parametrize("name", COMPONENTS)
def test_every_component_is_explained(name):
    howto = Path(__file__).parents[4] / "docs" / "howto" / "add-a-page.md"
    assert f"`<c-{name.replace('_', '-')}>`" in howto.read_text(encoding="utf-8")


def test_every_id_is_there_once_and_every_pointer_finds_its_target(page):
    html = Html(page)
    assert len(html.ids) == len(set(html.ids))
    assert set(html.pointers) <= set(html.ids)


def test_the_browser_may_refuse_all_inline_code_and_style(page):
    names = {name for _tag, name, _value in Html(page).attributes}
    assert not {name for name in names if name == "style" or name.startswith("on")}
    assert "<style" not in page
    assert page.count("<script") == page.count("<script src=")


def test_every_class_means_something(page):
    """A class that neither style sheet knows is a slip of the pen."""
    sheets = [finders.find("dkfds/css/dkfds.css"), finders.find("core/app.css")]
    if not all(sheets):
        pytest.skip("the theme is not built: run.py setup")
    known = {name for sheet in sheets for name in CLASS.findall(Path(sheet).read_text())}
    used = {
        name
        for _tag, key, value in Html(page).attributes
        if key == "class"
        for name in value.split()
        if not name.startswith("js-")
    }
    assert used - known - {"button-previous", "button-next"} == set()


@pytest.mark.parametrize(
    "template",
    [
        '<c-alert heading="{{ x }}">{{ x }}</c-alert>',
        '<c-alert :heading="x" :kind="x" :data-x="x">{{ x }}</c-alert>',
        '<c-badge title="{{ x }}">{{ x }}</c-badge>',
        '<c-button :value="x">{{ x }}</c-button>',
        '<c-link-button :href="x" :icon="x">{{ x }}</c-link-button>',
        '<c-card :heading="x" :subheading="x" :href="x">{{ x }}</c-card>',
        '<c-table caption="{{ x }}"><tr><td>{{ x }}</td></tr></c-table>',
        '<c-tabs :items="items" :label="x" />',
        '<c-crumbs :items="items" />',
        '<c-steps :items="items" :label="x" />',
        '<c-facts :rows="items" />',
        '<c-fact :label="x" :hidden="x"></c-fact>',
        '<c-person :name="x" :role="x" note="{{ x }}" />',
        '<c-confirm-list :opens="lines" :closes="lines" :stays="lines" />',
        '<c-quote :by="x" on="{{ x }}">{{ x }}</c-quote>',
        '<c-help summary="{{ x }}">{{ x }}</c-help>',
        '<c-progress :value="x" :label="x" :text="x" />',
        '<c-empty :icon="x">{{ x }}</c-empty>',
    ],
)
def test_what_people_write_never_becomes_code(template):
    item = {"label": PAYLOAD, "url": PAYLOAD, "value": PAYLOAD, "hidden": "", "note": PAYLOAD}
    html = drawn(template, x=PAYLOAD, items=[item], lines=[PAYLOAD])
    assert "<script" not in html
    assert "&lt;script&gt;" in html
    Html(html)


def test_a_component_does_not_borrow_words_from_the_page():
    html = drawn("<c-card>Tekst</c-card>", heading="Sidens", subheading="Sidens", actions="Sidens")
    assert "Sidens" not in html


def test_a_hidden_fact_says_why_and_not_what():
    html = drawn('<c-fact label="Adresse" hidden="adressen er beskyttet">Hemmelig 1</c-fact>')
    assert "Skjult: adressen er beskyttet" in html
    assert "Hemmelig 1" not in html


def test_an_alert_has_a_word_beside_its_colour():
    assert 'aria-label="Advarsel"' in drawn('<c-alert kind="warning">Vent</c-alert>')
    assert 'role="alert"' in drawn('<c-alert kind="error">Fejl</c-alert>')
    assert "alert-info" in drawn('<c-alert kind="debug">Noget</c-alert>')


def test_the_pager_keeps_the_filters(rf):
    request = rf.get("/?q=ærø&side=2")
    pages = Paginator(range(100), 10)
    html = drawn('<c-pager :page="page" />', page=pages.page(2), request=request)
    assert "?q=%C3%A6r%C3%B8&amp;side=3" in html
    assert 'aria-current="page"' in html


def test_one_page_needs_no_pager():
    only = Paginator(range(3), 10).page(1)
    assert drawn('<c-pager :page="page" />', page=only).strip() == ""


def test_the_tab_we_are_on_is_marked():
    html = drawn('<c-tabs :items="tabs" label="Sofie" />', tabs=gallery.TABS)
    assert html.count('aria-current="page"') == 1
