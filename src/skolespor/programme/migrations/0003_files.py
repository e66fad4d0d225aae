import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

import skolespor.core.fields


class Migration(migrations.Migration):
    dependencies = [
        ("programme", "0002_running"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name="Attachment",
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
                (
                    "by_participant",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="programme.participant",
                    ),
                ),
                (
                    "by_user",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "course",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="files",
                        to="programme.course",
                    ),
                ),
                (
                    "day",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="files",
                        to="programme.day",
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(
                        condition=models.Q(("day", None)),
                        fields=("course", "digest"),
                        name="a_file_lies_once_at_a_course",
                    ),
                    models.UniqueConstraint(
                        condition=models.Q(("day__isnull", False)),
                        fields=("day", "digest"),
                        name="a_file_lies_once_at_a_day",
                    ),
                ],
            },
        ),
    ]
