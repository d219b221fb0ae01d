import django.db.models.deletion
import django.utils.timezone
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("search", "0002_synonyms"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name="SavedSearch",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("name", models.CharField(max_length=80, verbose_name="nom")),
                ("path", models.CharField(max_length=200, verbose_name="liste")),
                ("params", models.CharField(blank=True, max_length=3000, verbose_name="demande")),
                ("held", models.CharField(blank=True, max_length=200, verbose_name="sortes")),
                ("asks", models.CharField(blank=True, max_length=300, verbose_name="en clair")),
                ("digest", models.CharField(editable=False, max_length=32)),
                ("alert", models.BooleanField(default=False, verbose_name="me prévenir")),
                ("newest", models.PositiveBigIntegerField(default=0, editable=False)),
                ("made_at", models.DateTimeField(default=django.utils.timezone.now, verbose_name="gardée le")),
                ("removed_at", models.DateTimeField(blank=True, null=True)),
                (
                    "person",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="personne",
                    ),
                ),
            ],
            options={
                "verbose_name": "recherche gardée",
                "verbose_name_plural": "recherches gardées",
                "indexes": [
                    models.Index(
                        condition=models.Q(("alert", True), ("removed_at__isnull", True)),
                        fields=["id"],
                        name="saved_watched",
                    ),
                    models.Index(
                        condition=models.Q(("removed_at__isnull", False)), fields=["removed_at"], name="saved_removed"
                    ),
                ],
                "constraints": [models.UniqueConstraint(fields=("person", "digest"), name="saved_once")],
            },
        ),
    ]
