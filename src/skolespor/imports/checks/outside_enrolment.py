"""A municipality tells of the schools that lie in it, and elsewhere of its own children. The message
does not say whether the child is known."""

from django.utils.translation import gettext_lazy as _

from skolespor.imports.checks.check import Check

CHECK = Check(
    code="outside.enrolment",
    field="institution",
    kinds=("enrolments",),
    across=(
        "(coalesce(municipality <> {sender}, FALSE) OR institution IN (SELECT code FROM elsewhere)) "
        "AND coalesce(pupil NOT IN (SELECT pupil FROM own_pupils), TRUE)"
    ),
    message=_("Skolen ligger ikke i jeres kommune, og rækken handler ikke om et barn, I følger."),
    good=[
        {"institution": "900001", "municipality": "9001"},
        {"institution": "900001", "municipality": ""},
    ],
    refused=[{"institution": "920001"}, {"institution": "900001", "municipality": "9002"}],
)
