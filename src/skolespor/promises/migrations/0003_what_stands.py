from django.db import migrations
from django.db.models import F


def fill(apps, schema_editor):
    """What waits already was asked on the day it was said; who has an agreement has promised it."""
    statements = apps.get_model("promises", "Statement").objects
    statements.exclude(rule="").update(asked_on=F("said_on"))
    statements.filter(what="agreement").update(promised_by=F("owner"))


class Migration(migrations.Migration):
    dependencies = [("promises", "0002_asked_since")]

    operations = [migrations.RunPython(fill, migrations.RunPython.noop)]
