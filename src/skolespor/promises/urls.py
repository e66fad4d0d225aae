from django.urls import path

from skolespor.promises.views import lists, statements

app_name = "promises"
urlpatterns = [
    path("svar/", lists.mine, name="mine"),
    path("svar/fil/", lists.file, name="file"),
    path("boern/<int:child_id>/stemmen/skriv/", statements.write, name="write"),
    path(
        "boern/<int:child_id>/loefter/<int:statement_id>/", statements.statement, name="statement"
    ),
    path("boern/<int:child_id>/loefter/<int:statement_id>/ret/", statements.reword, name="reword"),
    path(
        "boern/<int:child_id>/loefter/<int:statement_id>/hvem/", statements.sharing, name="sharing"
    ),
    path(
        "boern/<int:child_id>/loefter/<int:statement_id>/spoerg/",
        statements.unheard,
        name="unheard",
    ),
    path(
        "boern/<int:child_id>/loefter/<int:statement_id>/droeftet/",
        statements.discussed,
        name="discussed",
    ),
    path(
        "boern/<int:child_id>/loefter/<int:statement_id>/beslut/", statements.decide, name="decide"
    ),
    path("boern/<int:child_id>/loefter/<int:statement_id>/fortalt/", statements.told, name="told"),
    path("boern/<int:child_id>/loefter/<int:statement_id>/videre/", statements.owner, name="owner"),
    path(
        "boern/<int:child_id>/loefter/<int:statement_id>/tilbage/",
        statements.withdraw,
        name="withdraw",
    ),
]
