"""Collecting static files for production: it succeeds, and a module of ours imports others by their hashed names."""

import json
import re

from django.core.management import call_command


def test_static_files_can_be_collected(settings, tmp_path) -> None:
    settings.STATIC_ROOT = tmp_path
    settings.STORAGES = settings.STORAGES | {"staticfiles": {"BACKEND": "conference.core.storage.StaticFiles"}}
    settings.WHITENOISE_SKIP_COMPRESS_EXTENSIONS = ["css", "js", "json", "map", "svg"]  # it would only take time
    call_command("collectstatic", interactive=False, verbosity=0)
    names = json.loads((tmp_path / "staticfiles.json").read_text())["paths"]
    main = (tmp_path / names["js/main.js"]).read_text()
    imported = re.findall(r'from "\./([^"]+)"', main) + re.findall(r'import "\./([^"]+)"', main)
    assert imported
    assert {f"js/{name}" for name in imported} <= set(names.values())
