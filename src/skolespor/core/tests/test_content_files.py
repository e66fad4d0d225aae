"""A file that cannot be read, or says something it may not, is told in Danish with its place."""

import pytest

from skolespor.core.content.check import problems_of, strangers

pytestmark = pytest.mark.once


def replaced(file, data):
    """What the check says when one file is something else."""
    return [str(problem) for problem in problems_of({file: data}) if problem.file == file]


@pytest.mark.parametrize(
    ("file", "data", "sentence"),
    [
        ("tools.yaml", b"", "Filen er tom."),
        ("tools.yaml", b" \n", "Filen er tom."),
        ("glossary.csv", b"", "Filen er tom."),
        ("tools.yaml", b"meta: [\n", "Filen kan ikke læses som YAML. Se linje 2."),
        ("tools.yaml", b"a: 1\nb: 2\na: 3\n", "Linje 3: »a« står to gange."),
        (
            "tools.yaml",
            b"a: !!python/object:os.x {}\n",
            "Filen kan ikke læses som YAML. Se linje 1.",
        ),
        ("tools.yaml", b"a: 2026-02-31\n", "Filen kan ikke læses som YAML."),
        ("tools.yaml", b"- a\n", "Filen skal have felter."),
        (
            "tools.yaml",
            "a: 1\nb: Læs\n".encode("cp1252"),
            "Filen er ikke UTF-8 (linje 2). Gem den som UTF-8.",
        ),
        (
            "glossary.csv",
            "\ufeffdanish".encode(),
            "Filen begynder med et skjult mærke (BOM). Gem den som UTF-8 uden.",
        ),
        ("municipalities.csv", b"code;name\n", "Første linje skal være »code,name,region«."),
        (
            "municipalities.csv",
            b"code,name,region\n0101,Aarhus\n",
            "Række 2 har 2 felter, men skal have 3.",
        ),
        (
            "municipalities.csv",
            b'code,name,region\n"0101"x,Aarhus,Midtjylland\n',
            "Filen kan ikke læses som CSV. Er alle anførselstegn lukket?",
        ),
    ],
)
def test_a_file_that_cannot_be_read_says_why(file, data, sentence):
    assert replaced(file, data) == [f"{file}: {sentence}"]


def test_a_file_that_is_missing_is_named_and_no_reference_is_followed(folder, problems):
    (folder / "tools.yaml").unlink()
    assert problems() == ["tools.yaml: Filen mangler."]


@pytest.mark.parametrize(
    ("file", "before", "after", "line"),
    [
        (
            "deadlines.yaml",
            "active: true",
            "aktive: true",
            ["»active« mangler.", "»aktive« kendes ikke."],
        ),
        ("deadlines.yaml", "active: true", 'active: "ja"', ["»active« skal være true eller false."]),
        ("deadlines.yaml", "kind: deadline", "kind: limit", ["»kind« kan ikke være »limit«."]),
        ("deadlines.yaml", "valid_from: 2024-01-01", "valid_from: 2024", ["»valid_from« skal være en dato som 2026-11-21."]),
        ("deadlines.yaml", "title_da: \"Vurdér underretningen\"", "title_da: \"\"", ["»title_da« må ikke være tom."]),
    ],
)  # fmt: skip
def test_a_wrong_field_is_named_with_its_id(edit, problems, file, before, after, line):
    edit(file, before, after)
    assert problems() == [f"{file}, rules, dl_notification_assess: {fault}" for fault in line]


def test_a_wrong_number_is_named_where_it_stands(edit, problems):
    edit("deadlines.yaml", "offset: {n: 24,", 'offset: {n: "24",')
    assert problems() == [
        "deadlines.yaml, rules, dl_notification_assess, offset: »n« skal være et helt tal."
    ]


def test_a_wrong_cell_is_named_by_its_row(edit, problems):
    edit("municipalities.csv", '"0147",Frederiksberg', '"147",Frederiksberg')
    assert problems() == ["municipalities.csv, række 3: »code« har ikke den rigtige form: »147«."]


def test_a_list_of_codes_that_is_missing_or_unknown_is_named(edit, problems):
    edit("code_lists.yaml", "  sexes:\n", "  genders:\n")
    assert problems() == [
        "code_lists.yaml, lists: »genders« kendes ikke.",
        "code_lists.yaml, lists: »sexes« mangler.",
    ]


def test_blanks_nobody_sees_and_paths_of_a_machine_are_named(edit, problems):
    edit("glossary.csv", "Grades 12, 10, 7, 4, 02, 00 and -3.", "See /home/ane/words")
    assert problems() == [
        "glossary.csv, linje 2: Her står en tabulator, et usynligt mellemrum eller en sti."
    ]


def test_files_that_are_no_content_are_named_but_hidden_ones_belong_to_editors(folder):
    for name in ("deadlines (kopi).yaml", "README.md", ".swp"):
        (folder / name).touch()
    assert strangers(folder) == ["deadlines (kopi).yaml"]
