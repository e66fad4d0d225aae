"""A municipality speaks for itself and for the institutions that lie in it."""

from django.utils.translation import gettext_lazy as _

from skolespor.imports.checks.check import Check

CHECK = Check(
    code="outside.school_day",
    field="municipality",
    kinds=("school-days",),
    across="municipality <> {sender} OR institution IN (SELECT code FROM elsewhere)",
    message=_("Rækken handler om en anden kommune eller om en skole, der ikke ligger hos jer."),
    good=[{"municipality": "9001", "institution": "900001"}],
    refused=[{"municipality": "9002"}],
)
