"""Reads collections of papers in the XML of the ACL Anthology: volumes, papers, authors, markup and formulas.

Reading is lenient: what a paper says beyond our fields is kept, and a row that cannot be taken says why and where.
"""

import hashlib
import html
import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date
from functools import partial
from typing import Any, Final

from conference.core.imports import ImportRefusedError
from proceedings.papers import maths
from proceedings.papers.markup import clean_inline

# Elements inside titles and abstracts, and the tag that says the same; the words of any other are kept.
TAGS: Final = {"i": "i", "b": "b", "em": "em", "sup": "sup", "sub": "sub", "tt": "code", "u": "u", "strong": "strong"}
LANGUAGES: Final = {"eng": "en", "rus": "ru", "kaz": "kk", "english": "en", "russian": "ru", "kazakh": "kk"}
MONTHS: Final = "january february march april may june july august september october november december".split()
KEY_LENGTH: Final = 100
KEPT: Final = ("pages", "url", "bibkey", "award", "pwccode", "note", "editor", "isbn", "video", "attachment")


@dataclass(frozen=True)
class AuthorRow:
    """An author as the file names them."""

    family_name: str
    given_name: str
    organisation: str = ""


@dataclass(frozen=True)
class PaperRow:
    """A paper as the file has it, its texts as inline HTML."""

    source_id: str
    section_id: str
    title: str
    abstract: str
    authors: tuple[AuthorRow, ...]
    language: str
    doi: str
    source: dict[str, Any]


@dataclass(frozen=True)
class SectionRow:
    """A volume of the file: a section of ours."""

    source_id: str
    title: str
    editors: tuple[str, ...]
    publisher: str
    place: str
    year: int | None
    month: int
    isbn: str


@dataclass
class Collection:
    """Everything in a file. `refused` are the places and reasons of rows that were not taken."""

    source_id: str
    title: str = ""
    place: str = ""
    dates: tuple[date, date] | None = None
    sections: list[SectionRow] = field(default_factory=list)
    papers: list[PaperRow] = field(default_factory=list)
    refused: list[str] = field(default_factory=list)


def read(root: Any) -> Collection:
    """Read a parsed file. Raises ImportRefusedError when it is no collection of papers."""
    if root.tag not in {"collection", "volume"}:
        raise ImportRefusedError(f"This is not a collection of papers: the file begins with <{_name(root)}>.")
    found = Collection(root.get("id", ""))
    volumes = [root] if root.tag == "volume" else root.findall("volume")
    if not volumes:
        raise ImportRefusedError("This collection has no volumes.")
    seen: set[str] = set()
    for number, volume in enumerate(volumes, start=1):
        section = _section(volume, number)
        found.sections.append(section)
        for paper in volume.findall("paper"):
            try:
                row = _paper(paper, found.source_id, section.source_id)
                if row.source_id in seen:
                    raise ValueError(f"paper {row.source_id} stands in the file twice")
            except ValueError as fault:
                found.refused.append(f"line {paper.sourceline}: {fault}")
                continue
            seen.add(row.source_id)
            found.papers.append(row)
    _read_event(root, found)
    return found


def _section(volume: Any, number: int) -> SectionRow:
    meta = volume.find("meta")
    year = _text(meta, "year")
    month = _text(meta, "month").lower().split("-")[0].strip()
    return SectionRow(
        source_id=key(volume.get("id") or str(number)),
        title=inline(meta.find("booktitle")) if meta is not None and meta.find("booktitle") is not None else "",
        editors=tuple(_person(editor) for editor in (meta.findall("editor") if meta is not None else [])),
        publisher=_text(meta, "publisher"),
        place=_text(meta, "address"),
        year=int(year) if year.isdecimal() else None,
        month=MONTHS.index(month) + 1 if month in MONTHS else 1,
        isbn=_text(meta, "isbn"),
    )


def _paper(paper: Any, collection: str, section: str) -> PaperRow:
    number = paper.get("id")
    if not number:
        raise ValueError("a paper without an id")
    title_element, abstract_element = paper.find("title"), paper.find("abstract")
    title = inline(title_element) if title_element is not None else ""
    if not title:
        raise ValueError(f"paper {section}-{number} has no title")
    language = _text(paper, "language").lower()
    source: dict[str, Any] = {
        name: rows for name in KEPT if (rows := [_plain(element) for element in paper.findall(name)])
    }
    source["source_language"] = language
    return PaperRow(
        source_id=key(f"{collection}-{section}.{number}"),
        section_id=section,
        title=title,
        abstract=inline(abstract_element) if abstract_element is not None else "",
        authors=tuple(_author(author) for author in paper.findall("author")),
        language=LANGUAGES.get(language, language or "en")[:10],
        doi=_text(paper, "doi"),
        source={name: value for name, value in source.items() if value},
    )


def key(identifier: str) -> str:
    """Return an identifier that fits its column; two long ones that begin alike stay two."""
    if len(identifier) <= KEY_LENGTH:
        return identifier
    digest = hashlib.sha256(identifier.encode()).hexdigest()[:24]
    return f"{identifier[: KEY_LENGTH - 25]}~{digest}"


def _author(author: Any) -> AuthorRow:
    # Where a form demanded two names, people with one typed a full stop.
    first, last = (
        text if any(map(str.isalpha, text)) else "" for text in map(partial(_text, author), ("first", "last"))
    )
    affiliations = ("".join(element.itertext()).strip() for element in author.findall("affiliation"))
    # Somebody with one name has it as the given name, the only part that everybody has.
    return AuthorRow(last[:100] if first else "", (first or last)[:100], "; ".join(affiliations)[:300])


def _person(element: Any) -> str:
    return " ".join(filter(None, (_text(element, "first"), _text(element, "last"))))


def _plain(element: Any) -> Any:
    text = " ".join("".join(element.itertext()).split())
    facts = dict(element.attrib)
    return facts | ({"text": text} if text else {}) if facts else text


def _text(parent: Any, name: str) -> str:
    element = parent.find(name) if parent is not None else None
    return " ".join("".join(element.itertext()).split()) if element is not None else ""


def _name(element: Any) -> str:
    return str(element.tag).rpartition("}")[2]


# --- markup ----------------------------------------------------------------------------------------------------------
def inline(element: Any) -> str:
    """Return the content of a title or an abstract as inline HTML; no word and no formula is lost."""
    return clean_inline("".join(_pieces(element)))


def _pieces(element: Any) -> Iterator[str]:
    yield html.escape(element.text or "", quote=False)
    for child in element:
        if not isinstance(child.tag, str):
            pass
        elif child.tag == "tex-math":
            yield maths.from_tex("".join(child.itertext()))
        elif child.tag == "url":
            address = "".join(child.itertext()).strip()
            target = address if re.match(r"https?://", address) else f"https://{address}"
            yield f'<a href="{html.escape(target)}">{html.escape(address, quote=False)}</a>'
        elif child.tag in TAGS:
            yield f"<{TAGS[child.tag]}>{''.join(_pieces(child))}</{TAGS[child.tag]}>"
        else:
            yield from _pieces(child)
        yield html.escape(child.tail or "", quote=False)


# --- the event -------------------------------------------------------------------------------------------------------
def _read_event(root: Any, found: Collection) -> None:
    """Take title, place and days of the meeting; the first volume says them where the file has no event."""
    meta = root.find("event/meta")
    first = found.sections[0]
    found.title = _text(meta, "title") or first.title
    found.place = _text(meta, "location") or first.place
    year = next((section.year for section in found.sections if section.year), None)
    found.dates = days_in(_text(meta, "dates"), year)
    if found.dates is None and year:
        found.dates = (date(year, first.month, 1), date(year, first.month, 1))


def days_in(text: str, year: int | None) -> tuple[date, date] | None:
    """Read «May 22–27, 2022», «August 31 - September 2»; None when that is not what it says."""
    words = re.findall(r"[A-Za-z]+|\d+", text)
    month, found = 0, []
    for word in words:
        if word.lower() in MONTHS:
            month = MONTHS.index(word.lower()) + 1
        elif word.isdecimal() and len(word) == 4:
            year = int(word)
        elif word.isdecimal() and month:
            found.append((month, int(word)))
    if not found or year is None:
        return None
    try:
        return date(year, *found[0]), date(year, *found[-1])
    except ValueError:
        return None
