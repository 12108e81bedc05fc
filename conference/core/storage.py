"""How static files get their names: by their content, so that browsers may keep them for ever."""

from whitenoise.storage import CompressedManifestStaticFilesStorage


class StaticFiles(CompressedManifestStaticFilesStorage):  # type: ignore[misc]
    """Hashes the names of imported modules too: our scripts import each other by relative paths."""

    support_js_module_import_aggregation = True
