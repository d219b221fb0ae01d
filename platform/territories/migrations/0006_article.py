"""Names that take an article: « bassin EFE du Brabant wallon »."""

from django.db import migrations, models


def say_brabant(apps, schema_editor):
    apps.get_model("territories", "Basin").objects.filter(slug="brabant-wallon").update(article="le")


class Migration(migrations.Migration):
    dependencies = [
        ("territories", "0005_published_at"),
    ]

    operations = [
        migrations.AddField(
            model_name="basin",
            name="article",
            field=models.CharField(
                blank=True,
                choices=[("le", "le"), ("la", "la"), ("l’", "l’"), ("les", "les")],
                max_length=3,
                verbose_name="article du nom",
            ),
        ),
        migrations.RunPython(say_brabant, migrations.RunPython.noop),
    ]
