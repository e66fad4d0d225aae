"""An empty data folder becomes a working one: keys, tables, shared cache."""

from django.conf import settings
from django.core.management import CommandError, call_command
from django.db import connection
from django.db.migrations.executor import MigrationExecutor

from skolespor.core import keys


def prepare() -> None:
    """Make what is missing. Keys are made only together with a new database: where there are rows
    and no keys, the keys are lost and must come from the backup."""
    settings.DATA_DIR.mkdir(parents=True, exist_ok=True)
    has_tables = "django_migrations" in connection.introspection.table_names()
    if not settings.KEY_FILE.exists():
        if has_tables:
            raise CommandError(
                f"Nøglefilen {settings.KEY_FILE} mangler, men der er data. "
                "Hent nøglerne fra jeres sikkerhedskopi."
            )
        keys.make(settings.KEY_FILE)
    executor = MigrationExecutor(connection)
    if executor.migration_plan(executor.loader.graph.leaf_nodes()):
        call_command("migrate", verbosity=0, interactive=False)
        call_command("createcachetable", verbosity=0)
