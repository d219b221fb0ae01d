import django.db.models.deletion
import django.utils.timezone
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("accounts", "0004_joining")]

    operations = [
        migrations.CreateModel(
            name="Kept",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("kind", models.CharField(max_length=30)),
                ("key", models.CharField(max_length=120)),
                ("note", models.TextField(blank=True, max_length=500, verbose_name="ma note")),
                ("kept_at", models.DateTimeField(default=django.utils.timezone.now, verbose_name="gardé le")),
                ("let_go_at", models.DateTimeField(blank=True, null=True)),
                (
                    "person",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="kept",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="personne",
                    ),
                ),
            ],
            options={
                "verbose_name": "page gardée",
                "verbose_name_plural": "pages gardées",
                "indexes": [
                    models.Index(fields=["person", "-kept_at", "-id"], name="kept_latest_first"),
                    models.Index(
                        condition=models.Q(("let_go_at__isnull", False)), fields=["let_go_at"], name="kept_let_go"
                    ),
                ],
                "constraints": [models.UniqueConstraint(fields=("person", "kind", "key"), name="kept_once")],
            },
        ),
    ]
