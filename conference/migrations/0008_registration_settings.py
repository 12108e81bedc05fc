"""Call the settings of registration what they are; the log's entries about them follow."""

from django.db import migrations


def rename_in_log(earlier, later):
    def rename(apps, schema_editor):
        entries = apps.get_model("conference", "ActivityEntry")._base_manager
        entries.filter(target_type=earlier).update(target_type=later)

    return rename


class Migration(migrations.Migration):
    dependencies = [("conference", "0007_category_ways")]

    operations = [
        migrations.RenameModel("Setup", "RegistrationSettings"),
        migrations.RunPython(
            rename_in_log("setup", "registrationsettings"), rename_in_log("registrationsettings", "setup")
        ),
    ]
