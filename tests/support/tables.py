"""Tables as the models have them, without migrations."""

from django.apps import apps
from django.db import connection


def make() -> None:
    """Make the table of every model in the database of the settings, as the suite has them."""
    with connection.schema_editor() as editor:
        for model in apps.get_models(include_auto_created=False):
            if model._meta.can_migrate(connection):
                editor.create_model(model)
