"""Files stay short, pages stay free of inline code, and every text can be found by those who translate it."""

import ast
import re
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
APPS = ("conference", "speakers", "proceedings")
LIMIT = 300
TRANSLATING = {"_", "gettext", "gettext_lazy", "ngettext", "ngettext_lazy", "pgettext", "pgettext_lazy"}
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


def translated_inside_f_strings(text: str) -> list[int]:
    """Return the lines of calls that the collector of messages does not see: its tokenizer takes them for a string."""
    return [
        call.lineno
        for string in ast.walk(ast.parse(text))
        if isinstance(string, ast.JoinedStr)
        for call in ast.walk(string)
        if isinstance(call, ast.Call) and isinstance(call.func, ast.Name) and call.func.id in TRANSLATING
    ]


def test_every_text_can_be_collected_for_translation() -> None:
    assert translated_inside_f_strings("f\"{_('Badge')}.pdf\"") == [1]
    paths = [p for app in APPS for p in (ROOT / app).rglob("*.py")]
    found = {str(p.relative_to(ROOT)): translated_inside_f_strings(p.read_text("utf-8")) for p in paths}
    assert {path: lines for path, lines in found.items() if lines} == {}


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
