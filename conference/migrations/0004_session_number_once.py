"""A session's number is its own within the event; what bears another's gets the next free one first."""

from django.db import migrations, models
from django.db.models import Max


def part_doubles(apps, schema_editor):
    Session = apps.get_model("conference", "Session")
    rows = Session._base_manager.using(schema_editor.connection.alias)
    last = dict(rows.values_list("event").annotate(Max("number")))
    seen = set()
    for pk, event, number in rows.filter(number__isnull=False).order_by("pk").values_list("pk", "event", "number"):
        if (event, number) in seen:
            last[event] += 1
            rows.filter(pk=pk).update(number=last[event])
        seen.add((event, number))


class Migration(migrations.Migration):
    dependencies = [("conference", "0003_persons_and_registrations")]
    operations = [
        migrations.RunPython(part_doubles, migrations.RunPython.noop),
        migrations.AddConstraint(
            model_name="session",
            constraint=models.UniqueConstraint(
                condition=models.Q(("number__isnull", False)), fields=("event", "number"), name="session_number_once"
            ),
        ),
    ]
