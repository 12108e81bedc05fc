"""What is public is an edition: the files that readers have now become it, with the imprint as it stands now."""

from typing import Any

import django.core.serializers.json
from django.db import migrations, models
from django.utils import timezone

IN_LANGUAGES = ("title", "subtitle", "annotation", "editors", "town", "publisher", "rights_holder")
PLAIN = ("language", "year", "isbn", "udc", "bbk", "licence")


def in_languages(value: Any) -> dict[str, str]:
    data = getattr(value, "data", value)
    if isinstance(data, dict):
        return {code: text for code, text in data.items() if text and str(text).strip()}
    return {"": str(data)} if data else {}


def fill(apps: Any, schema_editor: Any) -> None:
    builds = apps.get_model("proceedings", "Build")._base_manager.using(schema_editor.connection.alias)
    for build in builds.select_related("volume"):
        volume = build.volume
        build.imprint = {
            **{name: in_languages(getattr(volume, name)) for name in IN_LANGUAGES},
            **{name: getattr(volume, name) for name in PLAIN},
        }
        if build.is_current and volume.is_public:
            build.is_published, build.published_at = True, volume.published_at or timezone.now()
        build.save(update_fields=["imprint", "is_published", "published_at"])


class Migration(migrations.Migration):
    dependencies = [("proceedings", "0003_galley_content")]
    operations = [
        migrations.AddField(
            model_name="build",
            name="imprint",
            field=models.JSONField(
                default=dict,
                encoder=django.core.serializers.json.DjangoJSONEncoder,
                help_text="see `frozen.freeze_volume`",
            ),
        ),
        migrations.AddField(model_name="build", name="is_published", field=models.BooleanField(default=False)),
        migrations.AddField(model_name="build", name="published_at", field=models.DateTimeField(null=True)),
        migrations.RunPython(fill, migrations.RunPython.noop),
        migrations.AddConstraint(
            model_name="build",
            constraint=models.UniqueConstraint(
                condition=models.Q(("is_published", True)), fields=("volume",), name="build_one_published"
            ),
        ),
        migrations.AddConstraint(
            model_name="build",
            constraint=models.CheckConstraint(
                condition=models.Q(("is_published", False), ("published_at__isnull", False), _connector="OR"),
                name="build_published_has_date",
            ),
        ),
    ]
