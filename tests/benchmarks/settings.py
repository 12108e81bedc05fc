"""Settings under measurement: the real ones, as in production. `BENCH_COLD=1` forgets every page that is kept."""

import os

from conference.config.settings import *  # noqa: F403

if os.environ.get("BENCH_COLD") == "1":
    CACHES["pages"] = {"BACKEND": "django.core.cache.backends.dummy.DummyCache"}  # noqa: F405

# Pages need the list of hashed names; nobody fetches the files, so that compressing them would only take time.
WHITENOISE_SKIP_COMPRESS_EXTENSIONS = ["css", "html", "js", "json", "map", "md", "svg", "ttf", "txt", "xml", "yaml"]
