from django.utils.translation import gettext_lazy as _

from skolespor.imports.checks.check import Check

CHECK = Check(
    code="share.sum",
    field="share",
    kinds=("absence",),
    among=(
        "SELECT row FROM good_rows SEMI JOIN ("
        "SELECT pupil, institution, day FROM good_rows GROUP BY ALL "
        "HAVING count(*) > 1 AND sum(coalesce(share, 1)) > 1"
        ") USING (pupil, institution, day)"
    ),
    message=_("Rækkerne for eleven på skolen den dag giver tilsammen mere end en hel dag."),
    good=[{"share": "0,5"}, {"share": "0,5", "category": "ulovligt"}],
    refused=[{"share": "0,5"}, {"share": "0,6", "category": "ulovligt"}],
)
