from django.db import migrations, models

COUNTRIES = [("BE", "Belgique"), ("FR", "France")]


class Migration(migrations.Migration):
    dependencies = [("search", "0001_initial")]

    operations = [
        migrations.CreateModel(
            name="Synonyms",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "country",
                    models.CharField(blank=True, choices=COUNTRIES, max_length=2, verbose_name="où on le dit ainsi"),
                ),
                ("expressions", models.TextField(verbose_name="expressions qui veulent dire la même chose")),
                (
                    "close_country",
                    models.CharField(
                        blank=True, choices=COUNTRIES, max_length=2, verbose_name="où se trouve ce qui est proche"
                    ),
                ),
                (
                    "close_expressions",
                    models.TextField(blank=True, verbose_name="ce qui est proche, dans l’autre pays"),
                ),
                ("changed", models.DateTimeField(auto_now=True)),
            ],
            options={
                "verbose_name": "synonyme ou sigle",
                "verbose_name_plural": "synonymes et sigles",
                "ordering": ["expressions"],
            },
        ),
    ]
