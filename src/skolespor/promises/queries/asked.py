"""What a child was asked when it said something, in the words of the conversation guide."""

from collections.abc import Mapping

from skolespor.core.content import kept, read_yaml


@kept
def question_texts() -> Mapping[str, str]:
    """By the id of a question or a scale."""
    guide = read_yaml("conversation_guide.yaml")
    asked = {
        one["id"]: one["text_da"]
        for theme in guide["themes"]
        for found in theme["questions"].values()
        for one in found
    }
    scales = {item["id"]: item["question_da"] for item in guide["scales"]}
    then = {then_id(item["id"]): item.get("follow_up_da", "") for item in guide["scales"]}
    return asked | scales | {key: text for key, text in then.items() if text}


def then_id(scale: str) -> str:
    """Under which id the answer to what is asked after a scale is kept."""
    return f"{scale}_then"


@kept
def sharing_hints() -> Mapping[str, tuple[str, str]]:
    """The child's three choices: label, and what is true about each."""
    found = read_yaml("conversation_guide.yaml")["sharing_choices"]["items"]
    return {item["ref"]: (item["label_da"], item["hint_da"]) for item in found}
