"""What everybody reads, and how the agency changes it."""

from xml.etree import ElementTree

import pytest
from django.core.exceptions import PermissionDenied
from django.urls import reverse
from django.utils import timezone

from skolespor.accounts.roles import Role
from skolespor.audit.models import Entry
from skolespor.core import drafts
from skolespor.core.errors import RuleBroken
from skolespor.core.versions import EditedMeanwhile
from skolespor.public.actions import publish
from skolespor.public.models import TextVersion
from skolespor.public.rules import Name

OFFER = {"name": Name.OFFER, "language": "da"}
MAP = "{http://www.sitemaps.org/schemas/sitemap/0.9}"
EDIT = reverse("public:edit", args=["offer", "da"])
NEW = {
    "title": "Gratis rådgivning",
    "body": "Ring til os.\n\n## Hvem?\n\nAlle kommuner.",
    "seen": 0,
}


def published(by, *, seen=0, **facts):
    texts = {"title": NEW["title"], "body": NEW["body"], "not_a_child": False} | facts
    return publish(**OFFER, seen=seen, by=by, **texts)


def words(response):
    return response.content.decode()


@pytest.mark.parametrize("page", ["offer", "accessibility", "privacy"])
def test_everybody_reads_the_open_pages_without_signing_in(client, db, page):
    response = client.get(reverse(f"public:{page}"))
    assert response.status_code == 200
    assert 'name="description"' in words(response)
    assert "noindex" not in words(response)


@pytest.mark.parametrize("page", ["public:offer", "public:privacy", "programme:apply"])
def test_search_engines_are_told_the_one_address_of_a_page(client, db, settings, page):
    address = f"{settings.SITE_URL}{reverse(page)}"
    shown = words(client.get(reverse(page) + "?side=2"))
    assert f'<link rel="canonical" href="{address}">' in shown


def test_search_engines_find_the_open_pages_and_when_they_changed(client, adviser_rikke, settings):
    published(adviser_rikke)
    answer = client.get("/sitemap.xml")
    site = ElementTree.fromstring(answer.content)
    found = {one.find(f"{MAP}loc").text: one.findtext(f"{MAP}lastmod") for one in site}
    pages = ["/tilbud/", "/tilgaengelighed/", "/privatliv/", "/raadgivning/henvend/"]
    assert list(found) == [settings.SITE_URL + page for page in pages]
    assert list(found.values()) == [str(timezone.localdate()), None, None, None]
    assert f"Sitemap: {settings.SITE_URL}/sitemap.xml" in words(client.get("/robots.txt"))
    for page in found:
        assert "noindex" not in words(client.get(page.removeprefix(settings.SITE_URL)))


def test_who_only_reads_gets_no_script_and_the_small_theme(client, sign_in, director_dan):
    outside = words(client.get("/tilbud/"))
    assert "<script" not in outside
    assert "dkfds/css/open" in outside
    inside = words(sign_in(director_dan).get("/tilbud/"))
    assert "dkfds/css/dkfds" in inside
    assert "dkfds/js/dkfds.min" in inside


@pytest.mark.parametrize("page", ["offer", "accessibility", "privacy"])
def test_each_text_stands_there_in_english_too(client, db, page):
    danish = words(client.get(reverse(f"public:{page}")))
    client.cookies["django_language"] = "en"
    english = words(client.get(reverse(f"public:{page}")))
    assert '<article class="public-text" lang="da">' in danish
    assert '<article class="public-text" lang="en">' in english


def test_the_standard_address_of_the_declaration_leads_to_it(client, db):
    assert client.get("/was/").url == "/tilgaengelighed/"
    assert "Tilgængelighedserklæring" in words(client.get("/tilbud/"))


def test_the_offer_says_whom_to_call_when_the_agency_has_written_a_number(
    client, agency, person, sign_in
):
    assert "Hvem kan I spørge?" not in words(client.get("/tilbud/"))
    browser = sign_in(person("Ask", Role.SYSTEM_ADMINISTRATOR, agency))
    page = reverse("accounts:edit_organisation", args=[agency.pk])
    assert page in words(browser.get(reverse("accounts:organisations")))
    browser.post(page, {"name": agency.name, "phone": "70 00 80 80"})
    assert 'href="tel:70008080"' in words(client.get("/tilbud/"))


def test_the_open_pages_cost_the_same_whoever_asks(client, agency, adviser_rikke, count_queries):
    for number in range(3):
        published(adviser_rikke, seen=number)
    assert count_queries(lambda: client.get("/tilbud/")) <= 2


def test_the_agency_publishes_and_everybody_reads_the_newest(client, sign_in, adviser_rikke):
    browser = sign_in(adviser_rikke)
    answer = browser.post(EDIT, NEW, follow=True)
    assert "Teksten er udgivet. Alle kan læse den nu." in words(answer)
    page = words(client.get("/tilbud/"))
    assert "<h1>Gratis rådgivning</h1>" in page
    assert "<h2>Hvem?</h2>" in page
    assert Entry.objects.filter(kind="public.published").count() == 1


def test_a_preview_publishes_nothing(sign_in, adviser_rikke):
    page = words(sign_in(adviser_rikke).post(EDIT, NEW | {"preview": "1"}))
    assert "<h2>Hvem?</h2>" in page
    assert "Den er ikke udgivet endnu." in page
    assert not TextVersion.objects.exists()


def test_two_who_write_at_once_lose_nothing(sign_in, adviser_rikke, person, agency):
    published(adviser_rikke, title="Hendes")
    answer = sign_in(adviser_rikke).post(EDIT, NEW)
    assert answer.status_code == 409
    page = words(answer)
    assert "En anden har udgivet en ny udgave" in page
    assert "Hendes" in page
    assert NEW["title"] in page
    with pytest.raises(EditedMeanwhile):
        published(adviser_rikke)
    assert published(adviser_rikke, seen=1).version == 2


def test_a_draft_stands_there_again_and_is_gone_when_published(sign_in, adviser_rikke):
    key = {"owner_id": adviser_rikke.pk, "form": "public-text", "subject": "offer-da"}
    drafts.keep(**key, answers={"title": "Halvt skrevet", "body": "Mere følger"})
    browser = sign_in(adviser_rikke)
    assert "Halvt skrevet" in words(browser.get(EDIT))
    browser.post(EDIT, NEW)
    assert drafts.waiting(**key) is None


def test_an_earlier_version_is_read_and_begun_from(sign_in, adviser_rikke):
    published(adviser_rikke, title="Den første")
    published(adviser_rikke, title="Den anden", seen=1)
    browser = sign_in(adviser_rikke)
    assert "Udgave 2" in words(browser.get(reverse("public:versions", args=["offer", "da"])))
    first = reverse("public:version", args=["offer", "da", 1])
    assert "Den første" in words(browser.get(first))
    assert "Den første" in words(browser.post(first, follow=True))
    assert browser.get(reverse("public:version", args=["offer", "da", 9])).status_code == 404
    own = words(browser.get(reverse("public:version", args=["offer", "da", 0])))
    assert "Skolespors egen tekst" in own


def test_a_name_is_asked_about_and_a_number_refused(sign_in, adviser_rikke):
    browser = sign_in(adviser_rikke)
    asked = words(browser.post(EDIT, NEW | {"body": "Vi hjalp Maja."}))
    assert "»Maja«" in asked
    assert 'name="not_a_child"' in asked
    refused = words(
        browser.post(EDIT, NEW | {"body": "Vi hjalp 710415-0002.", "not_a_child": "on"})
    )
    assert "ligner et CPR-nummer" in refused
    assert not TextVersion.objects.exists()
    browser.post(EDIT, NEW | {"body": "Ring til Zita Quist.", "not_a_child": "on"})
    assert Entry.objects.get(kind="public.published").data["names_confirmed"] == "2"


def test_nobody_is_asked_about_names_where_there_are_none(sign_in, adviser_rikke):
    assert 'name="not_a_child"' not in words(sign_in(adviser_rikke).get(EDIT))


@pytest.mark.parametrize("who", ["director_dan", "worker_wilma", "admin_inge"])
def test_nobody_else_writes(sign_in, request, who, maja):
    user = request.getfixturevalue(who)
    assert sign_in(user).post(EDIT, NEW).status_code == 403
    with pytest.raises(PermissionDenied):
        published(user)


def test_an_unknown_text_or_language_is_no_page(sign_in, adviser_rikke):
    browser = sign_in(adviser_rikke)
    assert browser.get(reverse("public:edit", args=["other", "da"])).status_code == 404
    assert browser.get(reverse("public:edit", args=["offer", "de"])).status_code == 404


def test_an_empty_text_is_said_at_its_field(sign_in, adviser_rikke):
    page = words(sign_in(adviser_rikke).post(EDIT, NEW | {"body": "# Stor"}))
    assert "Brug to havelåger" in page
    with pytest.raises(RuleBroken):
        published(adviser_rikke, body=" ")
