"""Code lists: words in files mean one code, and the exam parts count as the indicator says."""

from collections import defaultdict
from collections.abc import Iterator, Mapping

from skolespor.core.content.problems import Problem
from skolespor.core.content.shapes import Content
from skolespor.core.content.shapes.lists import Code

FILE = "code_lists.yaml"
IN_FILES: Mapping[str, Mapping[str, str]] = {
    "absence_categories": {
        "sygdom": "sickness",
        "tilladelse": "permitted",
        "ulovligt": "unlawful",
    },
    "sexes": {"k": "girl", "m": "boy"},
    "mark_kinds": {
        "prøve": "exam",
        "standpunktskarakter": "standing",
        "årskarakter": "annual",
    },
    "placement_types": {},
    "school_types": {},
}
"""The lists whose words stand in register files, with the words the files are documented to use."""


def check(content: Content) -> Iterator[Problem]:
    yield from file_words(content)
    yield from exam_parts(content)
    yield from marks(content)


def file_words(content: Content) -> Iterator[Problem]:
    for name, wanted in IN_FILES.items():
        meant = meanings(getattr(content.code_lists.lists, name).items)
        for word, codes in meant.items():
            if len(codes) > 1:
                told = " og ".join(sorted(codes))
                yield Problem(FILE, f"lists, {name}", f"»{word}« betyder både {told}.")
        for word, code in wanted.items():
            if code not in meant.get(word, set()):
                yield Problem(FILE, f"lists, {name}", f"»{word}« i filer skal betyde {code}.")


def meanings(items: list[Code]) -> Mapping[str, set[str]]:
    """Code by word, whatever the case: a file may say the code, the label or a synonym."""
    found = defaultdict(set)
    for item in items:
        for word in (item.id, item.label_da, *item.synonyms):
            found[word.casefold()].add(item.id)
    return found


def exam_parts(content: Content) -> Iterator[Problem]:
    """The obligatory parts in Danish and maths, and only they, make an examination completed. The
    list must be checked against the order on examinations every year, so it is never verified."""
    for part in content.code_lists.lists.exam_parts.items:
        place = f"lists, exam_parts, {part.id}"
        counts = part.obligatory and part.subject in ("danish", "maths")
        if (part.counts_for is not None) != counts:
            yield Problem(
                FILE, place, "Kun de bundne prøver i dansk og matematik skal tælle, og de skal."
            )
        if part.status != "unverified" or part.valid_from is None:
            yield Problem(FILE, place, "Skal have en første dag og være »unverified«.")


def marks(content: Content) -> Iterator[Problem]:
    """The grades of a stage and the stage of a grade say the same."""
    lists = content.code_lists.lists
    stage_of = {number: stage.id for stage in lists.stages.items for number in stage.grades}
    for grade in lists.grades.items:
        if stage_of.get(grade.value) != grade.stage:
            yield Problem(
                FILE, f"lists, grades, {grade.id}", "Trinnet passer ikke med listen over trin."
            )
