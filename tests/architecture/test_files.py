"""Files stay short, pages stay free of inline code, and every name of the tree is one of the house's names."""

import re
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
APPS = ("conference", "speakers", "proceedings")
LIMIT = 300
INLINE = [
    (re.compile(r"<style[\s>]"), "a style element"),
    (re.compile(r"\sstyle="), "a style attribute"),
    (re.compile(r"\son[a-z]+="), "an event attribute"),
    (re.compile(r"<script(?![^>]*\bsrc=)(?![^>]*application/(?:ld\+)?json)"), "an inline script"),
    (re.compile(r"javascript:"), "a javascript: address"),
]
PAGES = [
    p for p in sorted((ROOT / "templates").rglob("*.html")) if {"mail", "pdf"}.isdisjoint(p.relative_to(ROOT).parts)
]


def code() -> list[Path]:
    found = [p for app in (*APPS, "tests") for p in (ROOT / app).rglob("*.py") if "migrations" not in p.parts]
    styles = [p for kind in ("css", "js") for p in (ROOT / "conference" / "static").rglob(f"*.{kind}")]
    return sorted(found) + sorted(styles) + PAGES


@pytest.mark.parametrize("path", code(), ids=lambda path: str(path.relative_to(ROOT)))
def test_a_file_reads_in_one_sitting(path: Path) -> None:
    assert len(path.read_text("utf-8").splitlines()) <= LIMIT


@pytest.mark.parametrize("path", PAGES, ids=lambda path: str(path.relative_to(ROOT / "templates")))
def test_pages_hold_no_inline_code(path: Path) -> None:
    text = path.read_text("utf-8")
    assert [what for pattern, what in INLINE if pattern.search(text)] == []


def test_public_pages_do_not_know_their_reader() -> None:
    """What is cached for everybody must not depend on who asks."""
    personal = re.compile(r"\b(?:request\.user|user\.|messages\b|csrf_token)")
    public = [p for p in PAGES if "public" in p.parts and "registration" not in p.parts] + [
        ROOT / "templates" / "event_base.html"
    ]
    found = [
        str(path.relative_to(ROOT)) for path in public if personal.search(_without_comments(path.read_text("utf-8")))
    ]
    assert found == []


def _without_comments(text: str) -> str:
    return re.sub(r"\{#.*?#\}", "", text, flags=re.DOTALL)
