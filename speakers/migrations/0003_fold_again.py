"""Search keys as `conference.core.text.folding` makes them now: spellings that are read alike are one."""

from django.db import migrations

from conference.core.findable import fold_again


class Migration(migrations.Migration):

    dependencies = [("speakers", "0002_coauthors_told")]

    operations = [migrations.RunPython(fold_again("speakers", "Submission"), migrations.RunPython.noop)]
