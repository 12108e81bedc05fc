"""What commands that work on the data have in common."""

from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.db import OperationalError, connection
from django.db.migrations.executor import MigrationExecutor


class DataCommand(BaseCommand):
    """A command that works on the database; one that cannot be reached or has no tables yet is one clear line."""

    def execute(self, *args: Any, **options: Any) -> str | None:
        """Run the command. Raises CommandError where the database is not ready for it."""
        try:
            executor = MigrationExecutor(connection)
            missing = executor.migration_plan(executor.loader.graph.leaf_nodes())
        except OperationalError as fault:
            reason = str(fault).strip().splitlines()[0]
            raise CommandError(f"The database cannot be reached: {reason}") from fault
        if missing:
            raise CommandError("The database does not have its tables yet. Run manage.py migrate first.")
        return super().execute(*args, **options)
