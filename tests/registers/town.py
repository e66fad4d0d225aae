"""Four small files of Solvang (9001) and one each of Ellevang (9002), with a bit of everything.

Ida, Otto and Asger are Solvang's; Bo is Ellevang's and lives in Solvang. Pia, Rune and Sif live at
home. Ida lives in Ellevang and goes to school there.
"""

from tests.registers.judge import Sent

IDA, OTTO, ASGER = "7104150002", "6205120003", "0303110005"
BO = "1402130007"
PIA, RUNE, SIF = "0101160008", "1511120009", "2909140010"
NUMBERS = (IDA, OTTO, ASGER, BO, PIA, RUNE, SIF)

PLACED = (
    "cpr;fornavn;efternavn;handlekommune;anbringelsestype;startdato;slutdato;hjemmel;"
    "anbringelsessted;beliggenhedskommune;adressebeskyttelse"
)
ENROLLED = (
    "cpr;køn;institutionsnummer;skole;skoletype;kommune;klassetrin;klasse;startdato;slutdato;"
    "ophørsårsag;fornavn;efternavn"
)
PLACEMENTS = (
    PLACED,
    f"{IDA};Ida;Bæk;9001;Almen plejefamilie;01-03-2024;31-07-2025;Med samtykke;Familien Lund;9001;nej",
    f"{IDA};Ida;Bæk;9001;Børne- og ungehjem;31-07-2025;;Uden samtykke;Søhuset;9002;nej",
    f"{OTTO};Otto;Øst;9001;netværkspleje;12-08-2025;;;Familien Å, vest;9001;ja",
    f"{ASGER};Asger;Dam;9001;own_room;01-08-2025;20-06-2026;Med samtykke;Havly;9003;nej",
    f"{BO};Bo;Eng;9002;opholdssted;01-09-2025;;Med samtykke;Bakkehuset;9001;nej",
)
ENROLMENTS = (
    ENROLLED,
    f"{IDA};k;900001;Engskolen;almen klasse;9001;3;3.B;01-08-2024;31-07-2025;Anbringelse;Ida;Bæk",
    f"{IDA};k;920001;Åskolen;specialklasse på folkeskole;9002;4;4.A;01-08-2025;;;Ida;Bæk",
    f"{OTTO};m;900001;Engskolen;almen klasse;9001;6;6.A;01-08-2024;31-07-2025;;Otto;Øst",
    f"{OTTO};m;900001;Engskolen;almen klasse;9001;7;7.A;01-08-2025;;;Otto;Øst",
    f"{ASGER};m;900002;Friskolen, øst;friskole;9001;8;8.C;12-08-2025;20-06-2026;skolen lukkede;;",
    f"{BO};m;900001;Engskolen;almen klasse;9001;5;5.B;01-09-2025;;;Bo;Eng",
    f"{PIA};k;900001;Engskolen;almen klasse;9001;2;2.B;01-08-2025;;;Pia;Grøn",
    f"{RUNE};m;900002;Friskolen, øst;friskole;9001;6;6.C;01-08-2025;;;Rune;Bæk",
    f"{SIF};k;900001;Engskolen;almen klasse;9001;4;4.B;01-08-2025;;;Sif;Ås",
)
ABSENCE = (
    "cpr;institutionsnummer;dato;kategori;andel",
    f"{IDA};900001;03-03-2025;sygdom;1",
    f"{IDA};900001;04-03-2025;sygdom;0,5",
    f"{IDA};900001;04-03-2025;ulovligt;0,25",
    f"{IDA};900001;04-03-2025;ulovligt;0,25",
    f"{IDA};920001;03-09-2025;tilladelse;1",
    f"{OTTO};900001;03-03-2025;pjæk;1",
    f"{OTTO};900001;03-09-2025;ulovligt;0,333333333",
    f"{ASGER};900002;03-09-2025;sygefravær;1",
    f"{ASGER};900002;04-09-2025;sygefravær;1",
    f"{BO};900001;04-09-2025;sygdom;1",
    f"{PIA};900001;04-09-2025;sygdom;1",
    f"{RUNE};900002;04-09-2025;tilladelse;0,5",
    f"{SIF};900001;05-09-2025;sygdom;1",
)
SCHOOL_DAYS = (
    "kommune;institutionsnummer;dato;note",
    "9001;;03-03-2025;",
    "9001;;04-03-2025;Temadag, øst",
    "9001;;03-09-2025;",
    "9001;;04-09-2025;",
    "9001;;05-09-2025;",
    ";900002;03-09-2025;",
    ";900002;04-09-2025;",
)
KINDS = {
    "placements": PLACEMENTS,
    "enrolments": ENROLMENTS,
    "absence": ABSENCE,
    "school-days": SCHOOL_DAYS,
}
ELLEVANG = {
    "placements": (
        PLACEMENTS[0],
        f"{BO};Bo;Eng;9002;Børne- og ungehjem;01-09-2025;;Med samtykke;Bakkehuset;9001;nej",
        f"{IDA};Ida;Bæk;9001;opholdssted;31-07-2025;;;Søhuset;9002;nej",
    ),
    "enrolments": (
        ENROLMENTS[0],
        f"{IDA};k;920001;Åskolen;specialklasse på folkeskole;9002;4;4.D;01-08-2025;;;Ida;Bæk",
        f"{BO};m;920001;Åskolen;almen klasse;9002;4;4.B;01-08-2024;31-08-2025;Anbringelse;Bo;Eng",
    ),
    "absence": (ABSENCE[0], f"{IDA};920001;04-09-2025;sygdom;1", f"{BO};920001;03-03-2025;sygdom;"),
    "school-days": (SCHOOL_DAYS[0], "9002;;03-09-2025;", "9002;;04-09-2025;"),
}


def cells_of(lines):
    """Head and rows of plain lines."""
    return [line.split(";") for line in lines]


def text_of(lines):
    return "\n".join(lines) + "\n"


def write(folder, kinds=KINDS, sender="9001"):
    """Plain files in a folder that is made."""
    folder.mkdir(parents=True, exist_ok=True)
    found = []
    for kind, lines in kinds.items():
        file = folder / f"{sender}-{kind}.csv"
        file.write_text(text_of(lines), encoding="utf-8")
        found.append(Sent(kind, file, sender))
    return found
