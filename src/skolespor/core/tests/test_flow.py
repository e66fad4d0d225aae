"""A step is one UPDATE with the old state in its WHERE."""

import pytest
from django.db import connection, models

from skolespor.core.errors import RuleBroken
from skolespor.core.flow import Flow, Step, move

ASK = Step("ask", source=("new",), target="asked", permission="ask", label="Spørg")
CLOSE = Step("close", source=("new", "asked"), target="closed", permission="close", label="Luk")
FLOW = Flow(ASK, CLOSE)


class Application(models.Model):
    """A thing with a state, in a table that only these tests have."""

    state = models.CharField(max_length=10, default="new")
    note = models.CharField(max_length=10, blank=True)

    class Meta:
        app_label = "test_flow"


@pytest.fixture
def application(transactional_db):
    with connection.schema_editor() as editor:
        editor.create_model(Application)
    yield Application.objects.create()
    with connection.schema_editor() as editor:
        editor.delete_model(Application)


def test_a_step_moves_the_thing_in_the_database_and_in_hand(application):
    move(application, ASK, note="af Lis")
    assert (application.state, application.note) == ("asked", "af Lis")
    application.refresh_from_db()
    assert (application.state, application.note) == ("asked", "af Lis")


def test_the_second_of_two_is_refused_and_changes_nothing(application):
    same = Application.objects.get()
    move(application, ASK, note="først")
    with pytest.raises(RuleBroken) as broken:
        move(same, ASK, note="sidst")
    assert broken.value.code == "flow.not_from_here"
    assert same.state == "new"
    same.refresh_from_db()
    assert same.note == "først"


def test_from_a_state_one_sees_its_steps():
    assert FLOW.from_state("new") == [ASK, CLOSE]
    assert FLOW.from_state("asked") == [CLOSE]
    assert FLOW.from_state("closed") == []


def test_the_flow_draws_itself():
    assert FLOW.mermaid().splitlines() == [
        "stateDiagram-v2",
        "    new --> asked: ask",
        "    new --> closed: close",
        "    asked --> closed: close",
    ]
