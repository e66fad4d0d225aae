"""Of the two centuries that a year can lie in, one must fit somebody who is under 30 on the day."""

from django.utils.translation import gettext_lazy as _

from skolespor.imports.checks.check import Check

FITS = "coalesce({born} <= {first} AND {born} >= {first} - INTERVAL 30 YEAR, FALSE)"

CHECK = Check(
    code="cpr.age",
    reads=("cpr",),
    across=(
        "{first} IS NOT NULL AND (born_early IS NOT NULL OR born_late IS NOT NULL) AND NOT ("
        + FITS.replace("{born}", "born_early")
        + " OR "
        + FITS.replace("{born}", "born_late")
        + ")"
    ),
    message=_("Fødselsdatoen i CPR-nummeret passer ikke med rækkens første dato."),
    good=[{"pupil": "7104150002"}],
    refused=[{"pupil": "7104800002"}],
)
