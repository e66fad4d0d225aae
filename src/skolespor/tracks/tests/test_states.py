"""The flow is that of the content."""

from skolespor.accounts.permissions import Permission
from skolespor.core.content import read_yaml
from skolespor.tracks.queries.choices import criteria
from skolespor.tracks.rules import gates
from skolespor.tracks.states import DRAFT, STATES, TRACK, WHAT_IT_MEANS

CONTENT = read_yaml("advisory_course.yaml")["action_tracks"]


def test_states_and_their_words_are_those_of_the_content():
    assert {one["id"]: one["label_da"] for one in CONTENT["states"]} == {
        state: str(words) for state, words in STATES.items()
    }
    assert set(WHAT_IT_MEANS) == set(STATES)


def test_the_steps_lead_where_the_content_says():
    for state in CONTENT["states"]:
        found = {step.target for step in TRACK.from_state(state["id"])}
        assert found == set(state["transitions"]), state["id"]


def test_every_state_can_be_reached_and_only_those_who_lead_take_steps():
    reached, waiting = set(), [DRAFT]
    while waiting:
        state = waiting.pop()
        if state not in reached:
            reached.add(state)
            waiting += [step.target for step in TRACK.from_state(state)]
    assert reached == set(STATES)
    assert {step.permission for step in TRACK.steps.values()} == {Permission.WORK_LEAD}


def test_every_criterion_of_the_content_can_be_proved():
    facts = gates.Facts("x", None, "x", "x", "x", None)
    known = {id for id, label in criteria() if gates.standing(id, label, facts).proof}
    assert known == {id for id, _label in criteria()} - {"fc_calendar", "fc_next_review"}
    ends = read_yaml("advisory_course.yaml")["validation_rules"]
    severity = {one["id"]: one["severity"] for one in ends}
    assert severity["v_track_complete"] == severity["v_formalised"] == "needs_reason"
