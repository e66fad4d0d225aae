"""Files of placements and enrolments, as tests write them."""

PLACEMENTS = "cpr;handlekommune;anbringelsestype;startdato;slutdato;fornavn;efternavn;anbringelsessted;beliggenhedskommune;adressebeskyttelse"
ENROLMENTS = "cpr;institutionsnummer;klassetrin;startdato;slutdato;skole;klasse;kommune;ophørsårsag"


def placements(*rows):
    return _file(PLACEMENTS, rows)


def enrolments(*rows):
    return _file(ENROLMENTS, rows)


def _file(head, rows):
    width = head.count(";")
    return "\n".join([head, *(row + ";" * (width - row.count(";")) for row in rows)]) + "\n"
