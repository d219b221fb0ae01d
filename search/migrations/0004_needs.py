from django.db import migrations


class Migration(migrations.Migration):
    dependencies = [("search", "0003_saved_searches")]

    operations: list[migrations.operations.base.Operation] = []
