import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

import skolespor.core.fields


class Migration(migrations.Migration):
    dependencies = [
        ("tracks", "0001_first_tables"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name="Evidence",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("name", skolespor.core.fields.SecretTextField()),
                ("stored", models.CharField(max_length=32, unique=True)),
                ("key", skolespor.core.fields.SecretTextField()),
                ("kind", models.CharField(max_length=4)),
                ("size", models.PositiveIntegerField()),
                ("digest", models.CharField(max_length=64)),
                ("added_at", models.DateTimeField(auto_now_add=True)),
                ("is_procedure", models.BooleanField(default=False)),
                (
                    "by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "track",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="files",
                        to="tracks.track",
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(
                        fields=("track", "digest"), name="a_file_lies_once_on_a_track"
                    )
                ],
            },
        ),
    ]
