"""Peter sees in the morning what is missing at his children, and puts one thing right."""

import pytest
from playwright.sync_api import expect

from tests.journeys.doing import heading, press
from tests.journeys.visitor import is_right, looks_right, take_picture

pytestmark = pytest.mark.long


def test_peter_goes_from_the_overview_to_the_day_of_birth_that_nobody_wrote(page_as):
    peter = page_as("Peter M.", phone=True)
    peter.goto("/boern/opret/nyt/")
    peter.get_by_label("Hvad er barnets fornavn?").fill("Alva")
    peter.get_by_label("Hvilket år er barnet født?").fill("2015")
    press(peter, "Videre")
    press(peter, "Opret barnet")
    heading(peter, "Alvas skolegang")
    peter.goto("/")
    take_picture(peter, "workspace-today with things missing")
    looks_right(peter)
    peter.get_by_role("link", name="Se, hvad der mangler").click()
    heading(peter, "Mangler og fejl")
    looks_right(peter)
    peter.get_by_label("Hvad mangler?").select_option(value="no_birth_date")
    press(peter, "Vis")
    peter.get_by_role("link", name="Skriv fødselsdatoen : Alva").click()
    heading(peter, "Fødselsdato")
    is_right(peter, "children-birth_date")
    peter.get_by_label("Hvornår er barnet født?").fill("03-02-2015")
    press(peter, "Gem")
    expect(peter.get_by_text("Fødselsdatoen er skrevet.")).to_be_visible()
    peter.goto("/mangler/?kind=no_birth_date")
    expect(peter.get_by_role("link", name="Skriv fødselsdatoen : Alva")).to_have_count(0)
