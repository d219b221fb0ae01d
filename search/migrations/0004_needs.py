import django.db.models.deletion
import django.utils.timezone
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("search", "0003_saved_searches"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name="Need",
            fields=[
                ("key", models.CharField(max_length=24, primary_key=True, serialize=False)),
                ("day", models.DateField(verbose_name="jour")),
                ("words", models.CharField(max_length=100, verbose_name="mots")),
                ("kinds", models.CharField(blank=True, max_length=200, verbose_name="sortes")),
                ("filters", models.CharField(blank=True, max_length=300, verbose_name="filtres")),
                ("basin", models.SlugField(blank=True, max_length=120, verbose_name="bassin")),
                ("times", models.PositiveIntegerField(default=0, verbose_name="recherches")),
                ("empties", models.PositiveIntegerField(default=0, verbose_name="sans résultat")),
                ("hits", models.PositiveIntegerField(default=0, verbose_name="résultats")),
                ("clicks", models.PositiveIntegerField(default=0, verbose_name="ouvertures")),
                ("ranks", models.PositiveIntegerField(default=0, verbose_name="somme des rangs")),
            ],
            options={
                "verbose_name": "recherche comptée",
                "verbose_name_plural": "recherches comptées",
                "indexes": [
                    models.Index(fields=["day"], name="needs_by_day"),
                    models.Index(fields=["words", "day"], name="days_of_a_need"),
                ],
            },
        ),
        migrations.CreateModel(
            name="SettledNeed",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("words", models.CharField(max_length=100, verbose_name="mots")),
                ("basin", models.SlugField(blank=True, max_length=120, verbose_name="bassin")),
                ("done_on", models.DateField(default=django.utils.timezone.localdate, verbose_name="traitée le")),
                (
                    "done_by",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="traitée par",
                    ),
                ),
            ],
            options={
                "verbose_name": "recherche traitée",
                "verbose_name_plural": "recherches traitées",
                "constraints": [
                    models.UniqueConstraint(fields=("words", "basin"), name="settled_once_in_a_place"),
                ],
            },
        ),
    ]
