"""Formulas: TeX as authors write it → MathML, which is stored → laid out for print, or one line of text.

latex2mathml reads TeX; what it leaves unread stays visible as its source, so that no formula is ever lost.
"""

import html
import re
from collections.abc import Callable
from functools import lru_cache
from typing import Any, Final

from latex2mathml.converter import convert
from lxml import etree
from lxml.html import fragment_fromstring

from proceedings.papers.nesting import DEEPEST, depth_of

FORMULA: Final = re.compile(r"<math\b.*?</math>", re.DOTALL)
# What authors write and the converter does not read, said in other words.
REWORDED: Final = (
    (re.compile(r"\\text\{\s*(\\text(?:bf|it|sc|rm)\{[^{}]*\})\s*\}"), r"\1"),
    (re.compile(r"\\text\{\s*\\bf\s+([^{}]*)\}"), r"\\textbf{\1}"),
    (re.compile(r"\\text\{\s*\\(?:it|em)\s+([^{}]*)\}"), r"\\textit{\1}"),
    (re.compile(r"\\(?:textsc|operatorname\*?|textsf|texttt)\{([^{}]*)\}"), r"\\text{\1}"),
    (re.compile(r"\\(?:mathbf|textbf)\{([^{}\\]*)\}"), r"\\textbf{\1}"),
)
SUPERSCRIPTS: Final = str.maketrans("0123456789+-=()n", "⁰¹²³⁴⁵⁶⁷⁸⁹⁺⁻⁼⁽⁾ⁿ")
SUBSCRIPTS: Final = str.maketrans("0123456789+-=()", "₀₁₂₃₄₅₆₇₈₉₊₋₌₍₎")
SPACED: Final = frozenset("=<>≤≥≈∼~≠→←↔⇒+−-×·∈⊆∩∪")


@lru_cache(maxsize=4096)
def from_tex(tex: str) -> str:
    r"""Return `tex` as MathML that keeps its source in `alttext`; unreadable TeX as a span that shows the source."""
    source = " ".join(tex.split())
    reworded = source
    for pattern, replacement in REWORDED:
        reworded = pattern.sub(replacement, reworded)
    try:
        root = etree.fromstring(convert(reworded))
    except Exception:  # the converter raises what it happens to: IndexError, KeyError, its own errors
        root = None
    read = "" if root is None else str(root.xpath("string()"))
    if root is None or "\\" in read or not read.strip():
        return f'<span class="math">{html.escape(source, quote=False)}</span>'
    for element in root.iter():
        element.tag = etree.QName(element).localname
        if element.text == "~":
            element.text = "∼"
    root.attrib.clear()
    root.set("alttext", source)
    etree.cleanup_namespaces(root)
    return etree.tostring(root, encoding="unicode").replace("\xa0", " ")


def readable(mathml: str) -> str:
    """Return a formula as it is, or as a span that shows its source when it is nested too deep to be laid out."""
    if depth_of(mathml) <= DEEPEST:
        return mathml
    source = tex_of(mathml) or " ".join(html.unescape(re.sub(r"<[^<>]*>", " ", mathml)).split())
    return f'<span class="math">{html.escape(source, quote=False)}</span>'


def tex_of(mathml: str) -> str:
    """Return the TeX that a stored formula was made of, or "" for MathML that came as such."""
    found = re.search(r'alttext="([^"]*)"', mathml)
    return html.unescape(found[1]) if found else ""


def printed(mathml: str) -> str:
    """Return a formula as HTML for an engine that knows no MathML."""
    laid_out = _laid_out(fragment_fromstring(mathml)).replace("</i><i>", "")
    return f'<span class="math">{laid_out}</span>'


def as_text(mathml: str) -> str:
    """Return a formula in one line without markup: «O(L²)»."""
    return " ".join(_linear(fragment_fromstring(mathml)).split())


def _children(element: Any, read: Callable[[Any], str]) -> list[str]:
    return [read(child) for child in element if isinstance(child.tag, str)]


def _laid_out(element: Any) -> str:
    parts = _children(element, _laid_out)
    own = html.escape(element.text or "", quote=False) if not parts else ""
    handler = LAYOUTS.get(element.tag)
    if handler and len(parts) >= handler[0]:
        return handler[1](element, parts)
    if element.tag == "mi" and len(element.text or "") < 2:
        own = f"<i>{own}</i>" if len(own) == 1 and element.get("mathvariant") != "normal" and own.isalpha() else own
    elif _stands_apart(element):
        own = f'<span class="math-op">{own}</span>'
    elif element.tag in {"annotation", "annotation-xml"}:
        return ""
    styles = {"bold": "b", "italic": "i", "bold-italic": "b"}
    tag = styles.get(element.get("mathvariant", ""))
    return f"<{tag}>{own}</{tag}>" if tag and own and element.tag != "mi" else own + "".join(parts)


def _stands_apart(element: Any) -> bool:
    """Whether a sign has space on both sides: a relation between two things, or a function's name after something."""
    if element.getprevious() is None or element.getnext() is None or len(element):
        return False
    text = element.text or ""
    return (element.tag == "mo" and text in SPACED) or (element.tag == "mi" and len(text) > 1)


def _fraction(element: Any, parts: list[str]) -> str:
    line = " math-no-line" if element.get("linethickness") == "0" else ""
    return f'<span class="math-frac{line}"><span>{parts[0]}</span><span>{parts[1]}</span></span>'


LAYOUTS: Final[dict[str, tuple[int, Callable[[Any, list[str]], str]]]] = {
    "msup": (2, lambda _e, p: f"{p[0]}<sup>{p[1]}</sup>"),
    "mover": (2, lambda _e, p: f"{p[0]}<sup>{p[1]}</sup>"),
    "msub": (2, lambda _e, p: f"{p[0]}<sub>{p[1]}</sub>"),
    "munder": (2, lambda _e, p: f"{p[0]}<sub>{p[1]}</sub>"),
    "msubsup": (3, lambda _e, p: f"{p[0]}<sub>{p[1]}</sub><sup>{p[2]}</sup>"),
    "munderover": (3, lambda _e, p: f"{p[0]}<sub>{p[1]}</sub><sup>{p[2]}</sup>"),
    "mfrac": (2, _fraction),
    "msqrt": (1, lambda _e, p: f'√<span class="math-root">{"".join(p)}</span>'),
    "mroot": (2, lambda _e, p: f'<sup>{p[1]}</sup>√<span class="math-root">{p[0]}</span>'),
    "mtable": (1, lambda _e, p: f'<span class="math-table">{"".join(p)}</span>'),
    "mtr": (1, lambda _e, p: f'<span class="math-row">{"".join(p)}</span>'),
    "mtd": (0, lambda _e, p: f'<span class="math-cell">{"".join(p)}</span>'),
}


def _linear(element: Any) -> str:
    parts = _children(element, _linear)
    handler = LINES.get(element.tag)
    if handler and len(parts) >= handler[0]:
        return handler[1](element, parts)
    text = "" if parts or element.tag in {"annotation", "annotation-xml"} else (element.text or "")
    if _stands_apart(element):
        return f" {text} "
    return text + "".join(parts)


def _raised(text: str, mark: str, table: dict[int, int]) -> str:
    """Return a superscript or subscript in Unicode where all its signs exist, else behind `^` or `_`."""
    if text and all(ord(char) in table for char in text):
        return text.translate(table)
    return f"{mark}{text}" if len(text) == 1 else f"{mark}{{{text}}}"


def _line_of_fraction(element: Any, parts: list[str]) -> str:
    above, below = (f"({part})" if " " in part else part for part in parts[:2])
    return f"{above} choose {below}" if element.get("linethickness") == "0" else f"{above}/{below}"


def _up(_element: Any, parts: list[str]) -> str:
    return parts[0] + _raised(parts[1], "^", SUPERSCRIPTS)


def _down(_element: Any, parts: list[str]) -> str:
    return parts[0] + _raised(parts[1], "_", SUBSCRIPTS)


def _down_and_up(_element: Any, parts: list[str]) -> str:
    return parts[0] + _raised(parts[1], "_", SUBSCRIPTS) + _raised(parts[2], "^", SUPERSCRIPTS)


LINES: Final[dict[str, tuple[int, Callable[[Any, list[str]], str]]]] = {
    "msup": (2, _up),
    "mover": (2, _up),
    "msub": (2, _down),
    "munder": (2, _down),
    "msubsup": (3, _down_and_up),
    "munderover": (3, _down_and_up),
    "mfrac": (2, _line_of_fraction),
    "msqrt": (1, lambda _e, p: f"√({p[0]})"),
    "mroot": (1, lambda _e, p: f"√({p[0]})"),
}
