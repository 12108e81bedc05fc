"""Markup that is kept, formulas that are never lost, and what an editor sees of both."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from proceedings.papers import maths
from proceedings.papers.markup import (
    body_from_typed,
    body_to_typed,
    clean_body,
    clean_inline,
    for_print,
    from_typed,
    plain,
    to_typed,
)


@pytest.mark.parametrize(
    ("tex", "text"),
    [
        ("L^2", "L²"),
        (r"\mathcal{O}(L\log L)", "𝒪(L log L)"),
        (r"\textsc{Squall}", "Squall"),
        (r"\text{\textit{style gap}}", "style gap"),
        (r"\text{\bf natural source}", "natural source"),
        (r"\operatorname{[MASK]}", "[MASK]"),
        (r"0.30 \sim 0.85", "0.30∼0.85"),
        (r"{k \choose 2}", "(k choose 2)"),
        (r"\frac{a+b}{c}", "(a + b)/c"),
        (r"F_{0.5}", "F_{0.5}"),
        (r"46\%+", "46%+"),
    ],
)
def test_a_formula_reads_as_text(tex, text):
    assert plain(from_typed(f"x ${tex}$ y")) == f"x {text} y"


def test_tex_that_nobody_can_read_stays_visible():
    stored = clean_inline(maths.from_tex(r"\unheardof{x} < 1"))
    assert plain(stored) == r"\unheardof{x} < 1"
    assert "<math" not in stored


def test_print_has_no_mathml():
    printed = for_print(from_typed(r"$\frac{1}{n^2}$"))
    assert "<math" not in printed
    assert "<sup>2</sup>" in printed


@pytest.mark.parametrize(
    "typed",
    [
        "AT&T и др.",
        "p<0.05, a < b",
        "<i>Stipa</i> H<sub>2</sub>O",
        "$O(n^2)$",
        "первый\n\nвторой",
        "5 $ и 6 $",
        "x &lt;b y",
    ],
)
def test_an_editor_sees_again_what_was_meant(typed):
    stored = from_typed(typed)
    assert from_typed(to_typed(stored)) == stored


@given(st.text(max_size=200))
@settings(max_examples=150, deadline=None)
def test_storing_twice_changes_nothing(typed):
    stored = from_typed(typed)
    assert from_typed(to_typed(stored)) == stored
    assert clean_inline(stored) == stored


@given(st.text(alphabet="<>/apscritmhonle=\"' &;", max_size=120))
@settings(max_examples=150, deadline=None)
def test_nothing_runs(typed):
    for cleaned in (clean_inline(typed), clean_body(typed)):
        assert "<script" not in cleaned
        assert " onload" not in cleaned.replace("&", "") or "<" not in cleaned


def test_scripts_and_pictures_from_elsewhere_go():
    dirty = (
        '<p onclick="x()">a<script>b()</script><img src="https://example.org/t.gif"><a href="javascript:x()">c</a></p>'
    )
    assert clean_body(dirty) == '<p>a<a rel="noopener">c</a></p>'


def test_a_text_is_typed_in_paragraphs_with_html_where_needed():
    stored = body_from_typed("Первый\nабзац\n\n## Глава\n\n<ul>\n\n<li>пункт</li></ul>\n\nПоследний $x^2$")
    assert stored.startswith("<p>Первый абзац</p>\n<h2>Глава</h2>\n<ul>")
    assert "<p>Последний <math" in stored
    assert body_from_typed(body_to_typed(stored)) == stored
    assert body_to_typed("<p>Первый &amp; второй</p>\n<h2>Глава</h2>") == "Первый & второй\n\n## Глава"
