from django.urls import include, path

from skolespor.attendance.views import child, gaps, lists, reduced, signals

app_name = "attendance"

OF_ONE_CHILD = [
    path("", child.index, name="child"),
    path("gaar-ikke-i-skole/", child.say, name="say"),
    path("gaar-ikke-i-skole/<int:spell_id>/igen/", child.again, name="again"),
    path("gaar-ikke-i-skole/<int:spell_id>/fortryd/", child.withdraw, name="withdraw"),
    path("skolepause/", gaps.explain, name="gap"),
    path("skolepause/i-dag/", gaps.step, name="gap_step"),
    path("fulgt-op/", signals.follow_up, name="follow_up"),
    path("nedsat-skema/", reduced.agree, name="reduced"),
    path("nedsat-skema/<int:agreement_id>/", reduced.change, name="reduced_change"),
    path("nedsat-skema/<int:agreement_id>/slut/", reduced.end, name="reduced_end"),
    path("nedsat-skema/<int:agreement_id>/fortryd/", reduced.withdraw, name="reduced_withdraw"),
    path("efter-flytning/", child.ask, name="ask"),
]

urlpatterns = [
    path("boern/<int:child_id>/fremmoede/", include(OF_ONE_CHILD)),
    path("uden-skole/", lists.index, name="without_school"),
    path("fravaer-kraever-svar/", signals.index, name="signals"),
    path("fravaer-kraever-svar.csv", signals.file, name="signals_csv"),
    path("uden-skole.csv", lists.file, name="without_school_csv"),
]
