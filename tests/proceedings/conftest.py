"""Rendered pages are kept for the whole session: a build costs seconds."""

from pathlib import Path

import pytest


@pytest.fixture(scope="session")
def _kept_pages(tmp_path_factory) -> Path:
    return tmp_path_factory.mktemp("data")


@pytest.fixture(autouse=True)
def _folders(settings, tmp_path, _kept_pages) -> None:
    """Stored files live as long as their test."""
    settings.DATA_DIR = _kept_pages
    settings.MEDIA_ROOT = tmp_path / "media"
