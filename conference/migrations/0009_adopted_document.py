from django.db import migrations, models

FIELD = models.JSONField(default=dict, editable=False, help_text="see `documents.freeze`")


class Migration(migrations.Migration):
    dependencies = [("conference", "0008_registration_settings")]
    operations = [
        migrations.AddField(model_name="historicalresolution", name="document", field=FIELD),
        migrations.AddField(model_name="resolution", name="document", field=FIELD),
    ]
