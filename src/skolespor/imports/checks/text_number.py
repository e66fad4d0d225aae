"""A CPR number in a free text would be kept as it stands."""

from django.utils.translation import gettext_lazy as _

from skolespor.imports.checks.check import Check

CHECK = Check(
    code="text.number",
    reads=("text", "name"),
    bad=r"regexp_matches({raw}, '(^|[^0-9])[0-9]{{6}}[- ]?[0-9]{{4}}([^0-9]|$)')",
    message=_("Der står noget i teksten, der ligner et CPR-nummer. Slet det."),
    good=[{"class_name": "3.B"}, {"place_name": "Telefon 12345678"}, {"note": "1234567"}],
    refused=[{"class_name": "7104150002"}, {"class_name": "om 710415-0002"}],
)
