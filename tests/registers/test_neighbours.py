"""A file of Ellevang full of Solvang's children, schools and codes changes, opens and reveals nothing.

The same file about pupils whom nobody follows is answered with the same words.
"""

import pytest
from django.core.management import CommandError

from skolespor.accounts.models import Organisation
from skolespor.children.models import Child, NetworkSeat
from tests.registers import town
from tests.registers.judge import Sent
from tests.registers.sending import empty_skolespor, send, send_all
from tests.registers.stands import content

pytestmark = [pytest.mark.once, pytest.mark.long]

STRANGERS = dict(
    zip(
        town.NUMBERS,
        (
            "7105160012",
            "6206130013",
            "0404120015",
            "1503140017",
            "0201170018",
            "1612130019",
            "3010150020",
        ),
        strict=True,
    )
)
ABOUT_OURS = {
    "placements": (
        town.PLACED,
        f"{town.IDA};Ond;Fremmed;9001;secure_unit;31-07-2025;;;Søhuset;9002;ja",
        f"{town.OTTO};Ond;Fremmed;9001;secure_unit;01-01-2024;;;Søhuset;9002;ja",
        f"{town.ASGER};Ond;Fremmed;9003;secure_unit;01-08-2025;;;Søhuset;9002;ja",
    ),
    "enrolments": (
        town.ENROLLED,
        f"{town.OTTO};m;920001;Åskolen;almen klasse;9002;1;1.X;01-08-2025;;;Ond;Fremmed",
        f"{town.ASGER};m;920002;Bakkeskolen;friskole;9002;1;1.X;12-08-2025;;andet;Ond;Fremmed",
        f"{town.PIA};k;920001;Åskolen;almen klasse;9002;1;1.X;01-08-2025;;;Ond;Fremmed",
    ),
    "absence": (
        town.ABSENCE[0],
        f"{town.OTTO};920001;03-03-2025;ulovligt;1",
        f"{town.PIA};920001;03-03-2025;ulovligt;1",
    ),
}
OUR_SCHOOLS = {
    "enrolments": (
        town.ENROLLED,
        *(
            f"{cpr};;900001;Overtaget;friskole;{place};1;1.X;01-08-2025;;;Ond;Fremmed"
            for cpr, place in ((town.OTTO, "9001"), (town.PIA, "9002"), (town.IDA, ""))
        ),
    ),
    "absence": (
        town.ABSENCE[0],
        f"{town.OTTO};900001;03-03-2025;ulovligt;1",
        f"{town.RUNE};900002;04-09-2025;ulovligt;1",
    ),
    "school-days": (town.SCHOOL_DAYS[0], "9001;;03-03-2025;", ";900002;04-09-2025;"),
}


def about_strangers(lines):
    """The same lines about pupils whom nobody follows."""
    found = "\n".join(lines)
    for known, stranger in STRANGERS.items():
        found = found.replace(known, stranger)
    return tuple(found.split("\n"))


@pytest.fixture
def answer(tmp_path, capsys):
    """Sends lines as Ellevang: what was said on both outputs, in the report and by refusing."""

    def run(kind, lines, *options):
        report = tmp_path / "report.csv"
        report.unlink(missing_ok=True)
        file = tmp_path / f"{kind}.csv"
        file.write_text(town.text_of(lines))
        capsys.readouterr()
        refusal = ""
        try:
            send(Sent(kind, file, "9002"), "--report", str(report), *options)
        except CommandError as refused:
            refusal = str(refused)
        said = capsys.readouterr()
        return said.out, said.err, report.read_text(), refusal

    return run


def of_solvang():
    """What stands about Solvang's children and in its schools."""
    found = content()
    ours = {child[0] for child in found["children"]}
    return {
        **{what: found[what] for what in ("children", "placements", "enrolments", "seats")},
        "names": list(
            Child.objects.order_by("pk").values_list("first_name", "last_name", "version")
        ),
        "absence": [
            row for row in found["absence"] if row[0] in ours and row[2].startswith("9000")
        ],
        "schools": [school for school in found["schools"] if school[0].startswith("9000")],
        "school days": [days for days in found["school days"] if days[2] == "9001"],
        "lists": list(NetworkSeat.objects.order_by("pk").values()),
    }


def both_answers(files, answer, kind, lines, *options):
    """To the file about known children and to the one about strangers, each after the same files;
    nothing of Solvang's may have changed after either."""
    found = []
    for told in (lines, about_strangers(lines)):
        with empty_skolespor():
            send_all(files)
            before = of_solvang()
            found.append(answer(kind, told, *options))
            assert of_solvang() == before
    return found


ALL = [(kind, files) for files in (ABOUT_OURS, OUR_SCHOOLS) for kind in files]


@pytest.mark.parametrize(
    ("kind", "told"),
    [pytest.param(*one, id=f"{one[0]}-{n}") for n, one in enumerate(ALL)],
)
def test_known_children_and_strangers_are_answered_alike(db, files, answer, kind, told):
    known, strangers = both_answers(files, answer, kind, told[kind])
    assert known == strangers


@pytest.mark.parametrize("options", [("--accept-partial",), ("--dry-run",), ("--format", "json")])
@pytest.mark.parametrize("kind", list(OUR_SCHOOLS))
def test_whatever_is_asked_for(db, files, answer, kind, options):
    lines = OUR_SCHOOLS[kind] + ABOUT_OURS.get(kind, ("",))[1:]
    known, strangers = both_answers(files, answer, kind, lines, *options)
    assert known == strangers


def test_a_file_about_others_schools_is_refused(db, files, answer):
    send_all(files)
    for kind, lines in OUR_SCHOOLS.items():
        assert answer(kind, lines)[3] == "Intet er taget ind."


def test_no_new_child_no_seat_and_no_school_comes_of_it(db, files, answer):
    send_all(files)
    before = Child.objects.count(), NetworkSeat.objects.count()
    for kind, lines in ABOUT_OURS.items():
        answer(kind, lines)
    assert (Child.objects.count(), NetworkSeat.objects.count()) == before
    assert Organisation.objects.get(code="900001").municipality.code == "9001"
