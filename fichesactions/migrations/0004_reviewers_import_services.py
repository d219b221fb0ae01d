"""Reviewers of sites that stood before the import desk bring services in too, as those of new sites do."""

from django.db import migrations


def give(apps, schema_editor):
    group = apps.get_model("auth", "Group").objects.filter(name="Relecture").first()
    right = (
        apps.get_model("auth", "Permission")
        .objects.filter(content_type__app_label="offers", codename="add_offer")
        .first()
    )
    if group and right:
        group.permissions.add(right)


class Migration(migrations.Migration):
    dependencies = [
        ("auth", "0012_alter_user_first_name_max_length"),
        ("fichesactions", "0003_origins"),
        ("offers", "0001_initial"),
    ]

    operations = [migrations.RunPython(give, migrations.RunPython.noop)]
