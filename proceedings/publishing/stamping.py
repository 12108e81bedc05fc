"""Page numbers and running heads: even pages name the authors, odd ones the title, first pages the volume."""

from collections.abc import Sequence
from typing import NamedTuple

from conference.core import pdf
from conference.core.pdf.fonts import face
from proceedings.papers.models import Article
from proceedings.publishing.layout import Layout
from proceedings.publishing.pages import plain_title, short_authors

FACE = "Literata"
AUTHORS_IN_HEAD = 4


class Span(NamedTuple):
    """An article and its first and last page as printed."""

    article: Article
    first: int
    last: int


def stamps_for(
    layout: Layout, volume_title: str, spans: Sequence[Span], *, first: int, last: int, shift: int
) -> dict[int, list[pdf.Stamp]]:
    """Return what is put on the pages from `first` to `last`; page n stands at n + `shift` in the file."""
    heads = {number: text for span in spans for number, text in heads_of(span, volume_title).items()}
    return {
        number + shift: [*head_stamp(layout, number, heads.get(number, "")), number_stamp(layout, number)]
        for number in range(first, last + 1)
    }


def heads_of(span: Span, volume_title: str) -> dict[int, str]:
    """Return the running heads of an article by page."""
    authors = short_authors(span.article, AUTHORS_IN_HEAD)
    title = plain_title(span.article)
    heads = {span.first: volume_title}
    for number in range(span.first + 1, span.last + 1):
        heads[number] = title if number % 2 or not authors else authors
    return heads


def number_stamp(layout: Layout, number: int) -> pdf.Stamp:
    """Return the page number below the text."""
    return pdf.Stamp(str(number), layout.middle, layout.foot, layout.size + 1, align="center")


def head_stamp(layout: Layout, number: int, text: str) -> list[pdf.Stamp]:
    """Return the running head over its rule, to the outer side of the page."""
    if not text:
        return []
    fitted = face(FACE).fitted(text, layout.size, layout.text_right - layout.left)
    align, x = ("right", layout.text_right) if number % 2 else ("left", layout.left)
    rule = (layout.left, layout.text_right, layout.head - 4.5)
    return [pdf.Stamp(fitted, x, layout.head, layout.size, align=align, rule=rule)]
