"""Markup that is kept, formulas that are never lost, and what an editor sees of both."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from conference.core import pdf
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
from proceedings.papers.nesting import DEEPEST, depth_of


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


DEEP_FORMULA = "<math>" + "<mrow>" * 300 + "<mi>x</mi>" + "</mrow>" * 300 + "</math>"


@pytest.mark.parametrize("typed", ["<b>" * 300 + "слово", "<sup>" * 300 + "слово", f"слово {DEEP_FORMULA}"])
def test_what_nobody_can_lay_out_is_stored_shallow_and_keeps_its_words(typed):
    for stored in (from_typed(typed), body_from_typed(typed)):
        assert plain(stored).startswith("слово")
        assert depth_of(stored, into_formulas=False) <= DEEPEST
        assert depth_of(for_print(stored)) <= 2 * DEEPEST


@pytest.mark.parametrize("tag", ["blockquote", "ul", "sup", "span"])
def test_a_text_stored_deep_before_there_was_a_limit_is_printed(tag):
    page = f"<article lang=ru>{for_print(f'<{tag}>' * 300 + 'слово' + f'</{tag}>' * 300)}</article>"
    assert pdf.page_count(pdf.render_html(page, stylesheets=("css/pdf-volume.css", "css/pdf-volume-a4.css"))) == 1


def test_a_formula_stays_whole_however_deep_it_stands():
    formula = from_typed(r"$\frac{a}{\sqrt{b}}$")
    assert formula in clean_body("<blockquote>" * 20 + formula + "</blockquote>" * 20)


def test_lists_inside_lists_are_one_block():
    stored = body_from_typed("До\n\n<ul><li>а<ul><li>б</li></ul></li><li>в</li></ul>\n\nПосле <ul> слова")
    assert stored.startswith("<p>До</p>\n<ul><li>а<ul><li>б</li></ul></li><li>в</li></ul>\n<p>После ")


@pytest.mark.parametrize(
    "piece", ["<ul>", "<ul><b class={}></ul>", "<math>", "<p><b class={}>x</p>", "<div><i id={}>x</div>"]
)
def test_what_is_left_open_does_not_multiply(piece):
    """A parser repeats open tags in each block that follows: of n tags it makes n squared."""
    typed = "".join(piece.format(number) for number in range(2_000))
    assert len(clean_body(typed)) < 10 * len(typed)
