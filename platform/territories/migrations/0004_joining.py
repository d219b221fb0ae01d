from django.db import migrations


class Migration(migrations.Migration):
    dependencies = [("territories", "0003_doors")]

    operations = []
