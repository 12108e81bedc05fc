"""Markup of articles: which is kept, how editors type it, and how it looks in print and without any.

Stored are titles and abstracts as inline HTML and texts as block HTML, both sanitised, formulas as MathML. Editors type
plain text with the few tags they need and formulas as `$TeX$`.
"""

import html
import re
from typing import Any, Final

import nh3
from i18nfield.strings import LazyI18nString

from conference.core.text.localized import i18n, translations
from proceedings.papers import maths
from proceedings.papers.nesting import blocks, parsable, shallow

MATHML: Final = frozenset(
    "math mrow mi mn mo ms mtext mspace msup msub msubsup mover munder munderover mfrac msqrt mroot mtable mtr mtd "
    "mstyle mpadded mphantom".split()
)
INLINE: Final = frozenset("a b br code em i s small span strong sub sup u".split())
BLOCKS: Final = frozenset(
    "blockquote caption dd dl dt figcaption figure h2 h3 h4 hr li ol p pre table tbody td tfoot th thead tr ul".split()
)
ATTRIBUTES: Final[dict[str, set[str]]] = {
    "a": {"href"},
    "span": {"class", "lang"},
    "math": {"alttext", "display"},
    "mi": {"mathvariant"},
    "mtext": {"mathvariant"},
    "mstyle": {"displaystyle"},
    "mfrac": {"linethickness"},
    "mo": {"stretchy"},
    "ol": {"start"},
    "td": {"colspan", "rowspan"},
    "th": {"colspan", "rowspan", "scope"},
    "p": {"lang"},
    "blockquote": {"lang"},
}
SCHEMES: Final = {"http", "https", "mailto"}
HAS_BLOCK: Final = re.compile(rf"<(?:{'|'.join(sorted(BLOCKS))})\b", re.IGNORECASE)
HAS_PARAGRAPH: Final = re.compile(r"<p\b", re.IGNORECASE)
TYPED_FORMULA: Final = re.compile(r"(?<![\\$])\$(?!\s)([^$\n]{1,500}?)(?<!\s)\$(?!\d)")
MARKUP: Final = re.compile(r"[<&]")
SIMPLE_PARAGRAPHS: Final = re.compile(r"\s*(?:<p>((?:(?!</?p>).)*)</p>\s*)+", re.DOTALL)


def _kept_attribute(tag: str, name: str, value: str) -> str | None:
    if tag == "span" and name == "class":
        return value if value == "math" else None
    return value


def _clean(text: str, tags: frozenset[str]) -> str:
    if not MARKUP.search(text):
        return text
    cleaned = nh3.clean(
        parsable(text),
        tags=set(tags),
        attributes=ATTRIBUTES,
        attribute_filter=_kept_attribute,
        url_schemes=SCHEMES,
        link_rel="noopener",
    )
    return _printable(cleaned)  # only now: a parser completes what was typed


def _printable(text: str) -> str:
    """Return HTML in which nothing stands deeper than can be laid out."""
    return shallow(maths.FORMULA.sub(lambda found: maths.readable(found[0]), text))


def clean_inline(text: str) -> str:
    """Return inline HTML with only the tags that a title or an abstract may have; the words of others stay."""
    return " ".join(_clean(text.replace("\x00", ""), INLINE | MATHML).split())


def clean_body(text: str) -> str:
    """Return block HTML in which nothing can run and nothing is fetched."""
    return _clean(text.replace("\x00", ""), BLOCKS | INLINE | MATHML).strip()


def plain(text: str) -> str:
    """Return HTML without its markup, for bookmarks, metadata, search and lists: «O(L²) attention»."""
    if not MARKUP.search(text):
        return text
    without_formulas = maths.FORMULA.sub(lambda found: html.escape(maths.as_text(found[0])), text)
    spaced = re.sub(r"<(?:br|/p|/li|/h[234]|/td|/tr)\b[^>]*>", " ", without_formulas)
    return " ".join(html.unescape(nh3.clean(spaced, tags=set())).split())


def for_print(text: str) -> str:
    """Return HTML whose formulas an engine without MathML can show."""
    return maths.FORMULA.sub(lambda found: maths.printed(found[0]), _printable(text))


def from_typed(text: str) -> str:
    """Return what an editor typed into a title or an abstract as it is stored: `$TeX$` becomes MathML."""
    with_formulas = TYPED_FORMULA.sub(lambda found: maths.from_tex(found[1]), text.replace("\r\n", "\n"))
    with_breaks = re.sub(r"\n\s*\n", "<br>", with_formulas.strip())
    return clean_inline(with_breaks)


def to_typed(text: str) -> str:
    """Return stored inline HTML as an editor types it."""
    with_formulas = maths.FORMULA.sub(lambda found: f"${tex}$" if (tex := maths.tex_of(found[0])) else found[0], text)
    with_lines = with_formulas.replace("<br>", "\n\n")
    return _unescaped(with_lines)


def body_from_typed(text: str) -> str:
    """Return a typed text as it is stored: paragraphs between empty lines, `## headings`, and HTML where it stands.

    Whoever writes `<p>` writes everything in HTML.
    """
    with_formulas = TYPED_FORMULA.sub(lambda found: maths.from_tex(found[1]), text.replace("\r\n", "\n"))
    if HAS_PARAGRAPH.search(with_formulas):
        return clean_body(with_formulas)
    pieces = []
    position = 0
    for start, end in blocks(with_formulas, BLOCKS):
        pieces += [*_paragraphs(with_formulas[position:start]), with_formulas[start:end]]
        position = end
    return clean_body("\n".join([*pieces, *_paragraphs(with_formulas[position:])]))


def _paragraphs(text: str) -> list[str]:
    blocks = (" ".join(block.split()) for block in re.split(r"\n\s*\n", text))
    return [
        f"<h2>{block[2:].strip()}</h2>" if block.startswith("##") else f"<p>{block}</p>" for block in blocks if block
    ]


def body_to_typed(text: str) -> str:
    """Return a stored text as an editor types it: simple paragraphs without tags, anything else as HTML."""
    simple = re.sub(r"<h2>((?:(?!</?h2>).)*)</h2>", r"<p>## \1</p>", text, flags=re.DOTALL)
    with_formulas = maths.FORMULA.sub(lambda found: f"${tex}$" if (tex := maths.tex_of(found[0])) else found[0], simple)
    if SIMPLE_PARAGRAPHS.fullmatch(simple) and not HAS_BLOCK.search(simple.replace("<p>", "")):
        paragraphs = re.findall(r"<p>(.*?)</p>", with_formulas, re.DOTALL)
        return "\n\n".join(_unescaped(paragraph.replace("<br>", "\n")) for paragraph in paragraphs)
    return maths.FORMULA.sub(lambda found: f"${tex}$" if (tex := maths.tex_of(found[0])) else found[0], text)


def _unescaped(text: str) -> str:
    """Show `&` and `<` as typed wherever they cannot be mistaken for markup."""
    shown = re.sub(r"&lt;(?![a-zA-Z/!?])", "<", text).replace("&gt;", ">").replace("&nbsp;", "\xa0")
    return re.sub(r"&amp;(?![a-zA-Z#])", "&", shown)


def clean_languages(value: Any) -> LazyI18nString:
    """Return a text in several languages with each sanitised as inline HTML."""
    return i18n(**{code or "ru": clean_inline(text) for code, text in translations(value).items()})
