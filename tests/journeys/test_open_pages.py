"""The open pages as those see them who come from a search: with a part of the theme, without scripts, and
on paper."""

import re

import pytest
from playwright.sync_api import expect

from tests.journeys.visitor import DESK, PHONE

PAGES = ["/tilbud/", "/tilgaengelighed/", "/privatliv/"]
APPLICANT = {
    "Navn": "Vera Holm",
    "Stilling": "Udviklingskonsulent",
    "Mail på arbejdet": "vera@kommune.invalid",
    "Telefon": "20 00 00 00",
}
EVERYTHING = """
<h2>Overskrift <a href="/x/">med link</a></h2><h3>Mindre <em>skrå</em></h3><h4>Mindst</h4>
<p>Tekst <strong>fed <em>skrå</em></strong> <code>kode</code> <a href="https://x.invalid">link</a><br>mere</p>
<ul><li>et<ul><li>i et<ol><li>i to</li></ol></li></ul></li><li><p>to</p></li></ul><ol><li>et</li></ol>
<blockquote><p>citat</p></blockquote><hr><pre><code>linje</code></pre>
<table><thead><tr><th>A</th><th>B</th></tr></thead><tbody><tr><td>1</td><td>2</td></tr></tbody></table>
<div class="alert alert-info has-close"><div class="alert-body"><h2 class="alert-heading">Ja</h2>
<div class="alert-text">Det er <a href="/x/">gemt</a></div>
<button type="button" class="alert-close">Luk</button></div></div>
"""
"""Everything that a text can hold (core.markdown.TAGS), and a message."""
WRITE = "html => { document.querySelector('article').insertAdjacentHTML('beforeend', html); }"
AFRESH = """() => {
  document.body.style.display = "none";
  document.body.offsetHeight;
  document.body.style.display = "";
  document.getAnimations().forEach(one => one.finish());
}"""
"""Laid out anew, and nothing on its way: Chromium keeps margins that it worked out before."""
LOOKS = """() => [...document.querySelectorAll("body, body *")].flatMap(one =>
  ["", "::before", "::after"].flatMap(part => {
    const style = getComputedStyle(one, part);
    return [...style].filter(name => !name.startsWith("--")).map(name =>
      `${one.tagName}.${one.className}${part} ${name}: ${style.getPropertyValue(name)}`);
  }))"""
WHOLE_THEME = """() => new Promise(ready => {
  const sheet = document.querySelector("link[href*='css/open']");
  sheet.onload = ready;
  sheet.href = "/static/dkfds/css/dkfds.css";
})"""


@pytest.mark.parametrize(
    ("size", "paper"),
    [
        pytest.param(PHONE, False, id="telephone", marks=pytest.mark.long),
        pytest.param(DESK, False, id="desk", marks=pytest.mark.long),
        pytest.param(PHONE, True, id="paper from a telephone", marks=pytest.mark.long),
        pytest.param(DESK, True, id="paper from a desk", marks=pytest.mark.long),
    ],
)
def test_the_part_of_the_theme_looks_like_the_whole(size, paper, town, browser):
    context = browser.new_context(base_url=town.url, viewport=size)
    context.route(re.compile(r"\.woff2$"), lambda route: route.abort())
    page = context.new_page()
    page.emulate_media(media="print" if paper else "screen")
    page.goto("/tilbud/")
    page.evaluate(WRITE, EVERYTHING)
    ours = looks(page)
    page.evaluate(WHOLE_THEME)
    whole = looks(page)
    assert len(whole) == len(ours)
    assert [pair for pair in zip(ours, whole, strict=True) if pair[0] != pair[1]] == []
    context.close()


def looks(page):
    page.evaluate(AFRESH)
    return page.evaluate(LOOKS)


def test_without_scripts_everybody_reads_chooses_a_language_and_begins(town, browser):
    context = browser.new_context(base_url=town.url, viewport=PHONE, java_script_enabled=False)
    page = context.new_page()
    for address in PAGES:
        assert page.goto(address).status == 200
        page.get_by_role("button", name="English").click()
        expect(page.locator("article")).to_have_attribute("lang", "en")
        expect(page).to_have_url(f"{town.url}{address}")
        page.get_by_role("button", name="Dansk").click()
    page.goto("/tilbud/")
    page.get_by_role("link", name="Søg rådgivning").click()
    page.get_by_label("Kommune").select_option(index=1)
    for label, answer in APPLICANT.items():
        page.get_by_label(label, exact=True).fill(answer)
    page.get_by_role("button", name="Send mig et link").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Se i din mail")
    context.close()
