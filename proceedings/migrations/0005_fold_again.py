"""Search keys as `conference.core.text.folding` makes them now: spellings that are read alike are one."""

from django.db import migrations

from conference.core.findable import fold_again


class Migration(migrations.Migration):

    dependencies = [("proceedings", "0004_editions")]

    operations = [migrations.RunPython(fold_again("proceedings", "Article"), migrations.RunPython.noop)]
