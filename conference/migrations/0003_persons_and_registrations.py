"""One person for each account at an event, who may register anew after a cancellation."""

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models
from django.db.models import Count, Exists, OuterRef


def untie_doubles(apps, schema_editor):
    """Leave each account one person at an event: the oldest who registered, else the oldest."""
    people = apps.get_model("conference", "Person")._base_manager
    registrations = apps.get_model("conference", "Registration")._base_manager
    doubled = people.exclude(user=None).values("event", "user").annotate(n=Count("pk")).filter(n__gt=1).order_by()
    for row in list(doubled):
        rows = people.filter(event=row["event"], user=row["user"])
        registered = Exists(registrations.filter(person=OuterRef("pk")))
        kept = rows.annotate(is_registered=registered).order_by("-is_registered", "pk").first()
        rows.exclude(pk=kept.pk).update(user=None)


class Migration(migrations.Migration):
    dependencies = [
        ("conference", "0002_cache_table"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.AlterField(
            model_name="registration",
            name="person",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.CASCADE, related_name="registrations", to="conference.person"
            ),
        ),
        migrations.AddConstraint(
            model_name="registration",
            constraint=models.UniqueConstraint(
                condition=models.Q(("state", "confirmed")),
                fields=("person",),
                name="registration_one_confirmed_for_each_person",
            ),
        ),
        migrations.RunPython(untie_doubles, migrations.RunPython.noop, elidable=True),
        migrations.AddConstraint(
            model_name="person",
            constraint=models.UniqueConstraint(
                condition=models.Q(("user__isnull", False)),
                fields=("event", "user"),
                name="person_one_for_each_account",
            ),
        ),
    ]
