from django.db import migrations, models
from django.db.models import Q


class Migration(migrations.Migration):
    dependencies = [("promises", "0003_what_stands")]

    operations = [
        migrations.AddConstraint(
            model_name="statement",
            constraint=models.CheckConstraint(
                condition=Q(("asked_on", None), ("due_on", None), ("owner", None), ("rule", ""))
                | Q(
                    Q(("rule", ""), _negated=True),
                    ("asked_on__isnull", False),
                    ("due_on__isnull", False),
                ),
                name="what_waits_for_an_answer_has_a_last_day",
            ),
        ),
    ]
