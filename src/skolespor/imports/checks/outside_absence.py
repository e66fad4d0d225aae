"""A municipality tells of the institutions that lie in it, and elsewhere of its own children. The
message does not say whether the child is known."""

from django.utils.translation import gettext_lazy as _

from skolespor.imports.checks.check import Check

CHECK = Check(
    code="outside.absence",
    field="institution",
    kinds=("absence",),
    across="institution IN (FROM elsewhere) AND coalesce(pupil NOT IN (FROM own_pupils), TRUE)",
    message=_("Skolen ligger ikke i jeres kommune, og rækken handler ikke om et barn, I følger."),
    good=[{"institution": "900001"}],
    refused=[{"institution": "920001"}],
)
