"""Creating a child by hand: search first, write little, see who gets a seat, once."""

from concurrent.futures import ThreadPoolExecutor

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils.crypto import get_random_string

from skolespor.accounts.roles import Role
from skolespor.audit.models import Entry
from skolespor.children.actions.creation import create_child_once
from skolespor.children.models import Child, MatchOffer, NetworkSeat
from skolespor.core import drafts
from skolespor.core.fields import blind_index

SEARCH, CREATE = reverse("children:create_search"), reverse("children:create")
MAJAS = {"first_name": "Maja", "last_name": "Ager", "birth_year": "2016"}
CPR = "0405160001"


def words(response):
    return " ".join(response.content.decode().split())


def searched():
    kinds = ("children.searched", "children.searched_in_vain")
    lines = Entry.objects.filter(kind__in=kinds).order_by("pk")
    return [(line.kind[9:], line.by_id, line.child_id, line.data["criteria"]) for line in lines]


# Search first


def test_search_links_to_a_child_one_may_open(sign_in, worker_wilma, maja):
    page = words(sign_in(worker_wilma).post(SEARCH, MAJAS))
    assert f'href="{reverse("workspace:child", args=[maja.pk])}"' in page
    assert "Opret alligevel" in page
    assert searched() == [("searched", worker_wilma.pk, maja.pk, "name")]


def test_search_tells_that_there_is_another_child_and_whom_to_ask(sign_in, worker_otto, maja):
    page = words(sign_in(worker_otto).post(SEARCH, MAJAS))
    assert "Der findes måske et barn, der passer. Du kan ikke åbne det." in page
    assert "får Solvang besked" in page
    assert reverse("workspace:child", args=[maja.pk]) not in page
    assert "Lindeskolen" not in page
    assert searched() == [("searched", worker_otto.pk, maja.pk, "name")]


def test_of_a_protected_child_not_even_the_municipality_is_said(sign_in, worker_erik, maja):
    Child.objects.update(is_protected=True)
    page = words(sign_in(worker_erik).post(SEARCH, MAJAS))
    assert "Der findes måske et barn, der passer. Du kan ikke åbne det." in page
    assert "Solvang" not in page


def test_a_first_name_alone_tells_nothing_of_another_municipalitys_child(
    sign_in, worker_erik, worker_otto, maja
):
    first_name_only = MAJAS | {"last_name": ""}
    assert "Ingen fundet" in words(sign_in(worker_erik).post(SEARCH, first_name_only))
    assert "måske et barn" in words(sign_in(worker_otto).post(SEARCH, first_name_only))


def test_nobody_found_says_that_one_can_create(sign_in, worker_otto):
    page = words(sign_in(worker_otto).post(SEARCH, MAJAS))
    assert "Ingen fundet. Du kan oprette barnet." in page
    assert searched() == [("searched_in_vain", worker_otto.pk, None, "name")]


def test_search_by_number_finds_whatever_the_name_and_writes_no_number_down(
    sign_in, worker_wilma, maja
):
    Child.objects.filter(pk=maja.pk).update(cpr=CPR, cpr_index=blind_index("cpr", CPR))
    response = sign_in(worker_wilma).post(SEARCH, {"cpr": "040516-0001"})
    assert reverse("workspace:child", args=[maja.pk]) in words(response)
    assert response.request["QUERY_STRING"] == ""
    assert searched() == [("searched", worker_wilma.pk, maja.pk, "cpr")]
    assert "0001" not in str(list(Entry.objects.values_list("data", "about_id")))


@pytest.mark.parametrize(
    ("wrong", "says"),
    [
        ({"first_name": "Maja"}, "Skriv fødselsåret, eller søg på CPR-nummer."),
        ({"birth_year": "2016"}, "Skriv fornavnet, eller søg på CPR-nummer."),
        ({"cpr": "0405"}, "CPR-nummeret har ikke det rigtige format."),
        ({"cpr": "9905160001"}, "CPR-nummeret har ikke en mulig fødselsdato."),
    ],
)
def test_refused_search_keeps_what_was_typed_and_looks_for_nobody(
    sign_in, worker_wilma, maja, wrong, says
):
    page = words(sign_in(worker_wilma).post(SEARCH, wrong))
    assert says in page
    assert all(f'value="{value}"' in page for value in wrong.values())
    assert searched() == []


def test_what_was_searched_for_goes_on_to_the_next_page_by_post(sign_in, worker_otto):
    page = words(sign_in(worker_otto).post(CREATE, MAJAS | {"cpr": CPR, "begin": "1"}))
    assert 'name="first_name" class="form-input" value="Maja"' in page
    assert f'value="{CPR}"' in page
    assert Child.objects.count() == 0


def test_search_costs_the_same_for_one_and_thirty(sign_in, worker_otto, new_child):
    browser = sign_in(worker_otto)

    def cost():
        with CaptureQueriesContext(connection) as queries:
            browser.post(SEARCH, MAJAS)
        return len(queries)

    cost()
    new_child("Maja", "Ager")
    one = cost()
    for _n in range(29):
        new_child("Maja", "Ager")
    assert cost() == one


@pytest.mark.parametrize("url", [SEARCH, CREATE])
def test_a_teacher_creates_no_child(sign_in, client, teacher_tim, url):
    assert sign_in(teacher_tim).get(url).status_code == 403
    assert sign_in(teacher_tim).post(url, MAJAS).status_code == 403
    assert client.get(url).status_code == 302


# Create


@pytest.fixture
def sends(sign_in):
    """Sends the page as a person does: `sends(wilma, first_name="Asta", ...)`."""

    def send(user, browser=None, **facts):
        return (browser or sign_in(user)).post(CREATE, {"token": "t1", **facts})

    return send


def seats_at(child):
    seats = NetworkSeat.objects.filter(child=child).order_by("pk")
    return [str(seat.organisation or seat.job.user) for seat in seats]


def test_name_and_birth_year_are_enough_on_a_friday_night(sends, worker_otto, solvang):
    response = sends(worker_otto, first_name="Asta", birth_year="2015", confirmed="1")
    asta = Child.objects.get()
    assert response.url == reverse("workspace:child", args=[asta.pk])
    assert (asta.first_name, asta.birth_year, asta.acting_municipality) == ("Asta", 2015, solvang)
    assert seats_at(asta) == ["Otto Olsen", "Familieteamet"]


def test_who_gets_a_seat_is_said_before_anything_is_saved(
    sends, worker_otto, bakkehuset, engskolen
):
    facts = {
        "first_name": "Asta",
        "birth_year": "2015",
        "organisation": bakkehuset.pk,
        "type": "childrens_home",
        "school": engskolen.pk,
        "grade": "4",
    }
    page = words(sends(worker_otto, **facts))
    assert "Du får en plads." in page
    assert "Familieteamet får en plads. Teamets leder kan se barnet." in page
    assert "Bakkehuset får en plads. Stedets leder sætter navn på de voksne." in page
    assert "Engskolen får en plads. Skolens leder sætter navn på de voksne." in page
    assert "4. klasse" in page
    assert Child.objects.count() == 0
    sends(worker_otto, **facts, confirmed="1")
    assert seats_at(Child.objects.get()) == [
        "Otto Olsen",
        "Familieteamet",
        "Bakkehuset",
        "Engskolen",
    ]


def test_a_place_nobody_knows_is_written_in_words(sends, worker_otto, ellevang, today):
    sends(
        worker_otto,
        first_name="Asta",
        birth_year="2015",
        place_name="Hos mormor",
        municipality=ellevang.pk,
        type="foster_family_network",
        confirmed="1",
    )
    place = Child.objects.get().placements.get()
    assert (place.place_name, place.municipality, place.since) == ("Hos mormor", ellevang, today)


def test_the_number_says_the_birth_date(sends, worker_otto):
    sends(worker_otto, first_name="Asta", cpr="040516-0001", confirmed="1")
    asta = Child.objects.get()
    assert (asta.cpr, asta.birth_year, str(asta.birth_date)) == (CPR, 2016, "2016-05-04")


def test_an_authority_creates_for_itself_whatever_is_sent(sends, worker_otto, solvang, ellevang):
    sends(
        worker_otto,
        first_name="Asta",
        birth_year="2015",
        acting_municipality=ellevang.pk,
        confirmed="1",
    )
    assert Child.objects.get().acting_municipality == solvang


def test_a_head_teacher_goes_on_to_name_the_staff(sends, head_hanne, solvang, lindeskolen):
    facts = {"first_name": "Asta", "birth_year": "2015", "acting_municipality": solvang.pk}
    page = words(sends(head_hanne, **facts, grade="4"))
    assert "Du får ikke selv en plads. Bagefter sætter du navn på de voksne." in page
    assert "Solvang får besked om, at barnet mangler en rådgiver." in page
    response = sends(head_hanne, **facts, grade="4", confirmed="1")
    assert response.url == reverse("children:naming")
    assert seats_at(Child.objects.get()) == ["Lindeskolen"]


def test_a_head_teacher_enrols_at_the_own_school_only(
    sends, head_hanne, solvang, lindeskolen, engskolen
):
    facts = {"first_name": "Asta", "birth_year": "2015", "acting_municipality": solvang.pk}
    sends(head_hanne, **facts, school=engskolen.pk, confirmed="1")
    assert Child.objects.get().enrolments.get().school == lindeskolen


def test_a_school_reads_neutral_words_for_where_a_child_lives_and_no_families(
    sign_in, head_hanne, worker_otto, bakkehuset, family_dam
):
    page = words(sign_in(head_hanne).get(CREATE))
    assert "bor hos en familie" in page
    assert "Bakkehuset" in page
    assert "Sikret institution" not in page
    assert "Familien Dam" not in page
    page = words(sign_in(worker_otto).get(CREATE))
    assert "Sikret institution" in page
    assert "Familien Dam" in page


def test_a_coordinator_chooses_among_several_teams(
    sends, sign_in, person, house, solvang, familieteamet
):
    karen = person("Karen Lange", Role.LEARNING_COORDINATOR, solvang)
    facts = {"first_name": "Asta", "birth_year": "2015"}
    assert 'name="team"' not in words(sign_in(karen).get(CREATE))
    other = house("authority_team", "Ungeteamet", solvang)
    assert 'name="team"' in words(sign_in(karen).get(CREATE))
    sends(karen, **facts, team=other.pk, confirmed="1")
    assert seats_at(Child.objects.get()) == ["Karen Lange", "Ungeteamet"]


@pytest.mark.parametrize(
    ("wrong", "says"),
    [
        ({"first_name": " "}, "Skriv barnets fornavn."),
        ({"birth_year": ""}, "Skriv, hvilket år barnet er født."),
        ({"birth_year": "1970"}, "Skriv et fødselsår mellem"),
        ({"birth_date": "04-05-2014"}, "Fødselsår og fødselsdato passer ikke sammen."),
        ({"birth_date": "4. maj"}, "Skriv datoen som dd-mm-åååå."),
        ({"cpr": "1234"}, "CPR-nummeret har ikke det rigtige format."),
        (
            {"cpr": "0405150001", "birth_date": "05-05-2015"},
            "Fødselsdato og CPR-nummer passer ikke",
        ),
        ({"place_name": "Hos mormor"}, "Vælg, hvad det er for et sted."),
        ({"type": "childrens_home"}, "Vælg stedet, eller skriv, hvor barnet bor."),
        ({"place_name": "Hos mormor", "type": "own_room"}, "Vælg den kommune, stedet ligger i."),
        ({"class_name": "3.B"}, "Vælg skolen, eller fjern klassetrin og klasse."),
    ],
)
def test_refused_form_says_what_to_do_and_keeps_what_was_typed(sends, worker_otto, wrong, says):
    facts = {"first_name": "Asta", "birth_year": "2015", "last_name": "Beck"} | wrong
    page = words(sends(worker_otto, **facts))
    assert says in page
    for typed in filter(str.strip, facts.values()):
        assert f'value="{typed}"' in page
    assert Child.objects.count() == 0


def test_going_back_to_correct_keeps_everything_and_saves_nothing(sends, worker_otto):
    page = words(sends(worker_otto, first_name="Asta", birth_year="2015", confirmed="1", edit="1"))
    assert 'name="first_name" class="form-input" value="Asta"' in page
    assert Child.objects.count() == 0


def test_the_same_form_sent_twice_makes_one_child(sends, sign_in, worker_otto):
    browser = sign_in(worker_otto)
    facts = {"first_name": "Asta", "birth_year": "2015", "confirmed": "1"}
    first, second = (sends(worker_otto, browser, **facts) for _n in range(2))
    assert Child.objects.count() == 1
    assert first.url == second.url
    sends(worker_otto, browser, **facts | {"token": "t2"})
    assert Child.objects.count() == 2


def test_going_back_to_write_a_sister_makes_two_children(sends, sign_in, worker_otto):
    browser = sign_in(worker_otto)
    facts = {"birth_year": "2015", "confirmed": "1"}
    first = sends(worker_otto, browser, first_name="Asta", **facts)
    second = sends(worker_otto, browser, first_name="Alma", **facts)
    assert first.url != second.url
    assert list(Child.objects.order_by("pk").values_list("first_name", flat=True)) == [
        "Asta",
        "Alma",
    ]


@pytest.mark.django_db(transaction=True)
def test_the_same_form_sent_at_the_same_moment_makes_one_child(worker_otto, solvang):
    facts = {"first_name": "Asta", "birth_year": 2015, "acting_municipality": solvang}
    token = get_random_string(12)

    def send(_n):
        try:
            return create_child_once(token=token, by=worker_otto, **facts).pk
        finally:
            connection.close()

    with ThreadPoolExecutor(4) as browsers:
        made = set(browsers.map(send, range(4)))
    assert made == set(Child.objects.values_list("pk", flat=True))
    assert len(made) == 1


def test_a_refused_child_does_not_use_the_form_up(worker_otto, solvang):
    facts = {"acting_municipality": solvang, "birth_year": 2015, "token": "t1", "by": worker_otto}
    with pytest.raises(Exception, match="child.no_name"):
        create_child_once(first_name=" ", **facts)
    assert create_child_once(first_name="Asta", **facts).first_name == "Asta"


def test_possible_double_is_offered_to_those_who_have_it(sends, worker_erik, maja):
    sends(worker_erik, **MAJAS, confirmed="1")
    offer = MatchOffer.objects.get()
    assert (offer.known, offer.created_by_organisation.name) == (maja, "Børneteamet")


def test_a_child_without_a_last_name_is_offered_to_its_own_municipality_only(
    sends, worker_otto, worker_erik, maja
):
    first_name_only = MAJAS | {"last_name": "", "confirmed": "1"}
    sends(worker_erik, **first_name_only)
    assert MatchOffer.objects.count() == 0
    sends(worker_otto, **first_name_only)
    assert list(MatchOffer.objects.values_list("known", flat=True)) == [maja.pk]


def test_an_unsent_draft_stands_on_the_page_again_and_is_gone_when_sent(
    sign_in, sends, worker_otto
):
    kept = {"form": "create-child", "subject": "new", "owner_id": worker_otto.pk}
    drafts.keep(**kept, answers={"first_name": "Asta"})
    browser = sign_in(worker_otto)
    assert "Du er i gang" in words(browser.get(SEARCH))
    assert 'value="Asta"' in words(browser.get(CREATE))
    sends(worker_otto, browser, first_name="Asta", birth_year="2015", confirmed="1")
    assert drafts.waiting(**kept) is None


def test_the_number_is_never_part_of_a_draft(sign_in, worker_otto):
    page = words(sign_in(worker_otto).get(CREATE))
    field = page[page.index('name="cpr"') :]
    assert "no-draft" in field[: field.index(">")]
    assert 'data-draft-url="/kladder/create-child/new/"' in page
