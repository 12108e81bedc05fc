"""The HTML of a volume's parts: cover, title page and its verso, articles, author index, contents, colophon."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.conf import settings
from django.template.loader import render_to_string
from django.utils import translation
from django.utils.safestring import SafeString, mark_safe

from conference.core.pdf import Page
from conference.core.text.collation import sort_key
from conference.core.text.localized import localized, translations
from proceedings.papers import markup
from proceedings.papers.markup import plain
from proceedings.papers.models import Article, ArticleAuthor
from proceedings.papers.queries import languages_of
from proceedings.publishing.layout import LAYOUTS, Layout
from proceedings.volumes.choices import PageFormat
from proceedings.volumes.models import Section, Volume

HERE = "pdf/proceedings/"
SITE_LANGUAGES = dict(settings.LANGUAGES)


@dataclass(frozen=True)
class Entry:
    """A line of the contents: an article, or a part of the volume such as the author index."""

    title: str
    number: int
    target: str
    authors: str = ""
    language: str = ""


@dataclass(frozen=True)
class Group:
    """The lines of one section."""

    title: str
    entries: list[Entry]


@dataclass(frozen=True)
class Letter:
    """The names of an index that begin alike."""

    initial: str
    names: list[tuple[str, list[tuple[int, str]]]]


class Pages:
    """Makes the HTML of one volume in one language."""

    def __init__(self, volume: Volume, language: str) -> None:
        self.volume = volume
        self.language = language
        self.layout: Layout = LAYOUTS[PageFormat(volume.page_format)]
        self.sheets = ("css/pdf-volume.css", "css/pdf-volume-front.css", self.layout.stylesheet)

    def page(self, template: str, language: str, **context: Any) -> Page:
        """Return a part with its labels in `language`."""
        with translation.override(language):
            html = render_to_string(
                HERE + template, {"volume": self.volume, "language": language, "layout": self.layout, **context}
            )
        return Page(html, self.sheets)

    def cover(self) -> Page:
        """Return the cover: the title, the event and its ornament."""
        return self.page("cover.html", self.language, event=self.volume.event)

    def title(self, pages: int) -> Page:
        """Return the title page and its verso."""
        own = self.language
        others = [code for code in SITE_LANGUAGES if code != own and code in translations(self.volume.title)]
        versions = [
            (code, localized(self.volume.title, code), localized(self.volume.subtitle, code)) for code in others
        ]
        return self.page("title.html", own, versions=versions, pages=pages, event=self.volume.event)

    def article(self, article: Article, heading: Section | None) -> Page:
        """Return an article; the first of a section stands under the section's name."""
        own = article.language if article.language in SITE_LANGUAGES else self.language
        authors = article.known_authors()
        context = {
            "article": article,
            "heading": localized(heading.name, self.language) if heading else "",
            "heading_language": self.language,
            "text_language": article.language,
            "title": for_print(localized(article.title, article.language)),
            "authors": authors,
            "places": places_of(authors),
            "abstracts": [abstract_of(article, code) for code in languages_of(article)],
            "body": for_print(article.body),
            "references": [line.strip() for line in article.references.splitlines() if line.strip()],
        }
        return self.page("article.html", own, **context)

    def contents(self, groups: Sequence[Group], extra: Sequence[Entry]) -> Page:
        """Return the contents; `extra` are the parts that are no articles."""
        return self.page("contents.html", self.language, groups=groups, extra=extra)

    def index(self, letters: Sequence[Letter]) -> Page:
        """Return the author index."""
        return self.page("index.html", self.language, letters=letters)

    def colophon(self, pages: int, built_on: date) -> Page:
        """Return the colophon; `pages` counts the whole volume without its cover."""
        sheets = self.layout.printed_sheets(pages)
        return self.page("colophon.html", self.language, pages=pages, sheets=sheets, built_on=built_on)


@dataclass(frozen=True)
class Place:
    """An institution with a mark by which its authors are known; no mark when there is only one."""

    mark: str
    text: str
    authors: tuple[ArticleAuthor, ...]


def places_of(authors: Iterable[ArticleAuthor]) -> list[Place]:
    """Return the institutions in the order of their first authors, each once."""
    grouped: dict[tuple[str, str, str], list[ArticleAuthor]] = {}
    for author in authors:
        grouped.setdefault((author.organisation, author.town, author.country.code or ""), []).append(author)
    several = len(grouped) > 1
    places = []
    for number, (key, members) in enumerate(grouped.items(), start=1):
        organisation, town, _country = key
        country = str(members[0].country.name) if members[0].country else ""
        text = ", ".join(filter(None, (organisation, town, country)))
        places.append(Place(str(number) if several and text else "", text, tuple(members)))
    return places


def for_print(text: str) -> SafeString:
    """Return stored HTML, sanitised when it was stored, with its formulas laid out."""
    return mark_safe(markup.for_print(text))


def abstract_of(article: Article, code: str) -> dict[str, str]:
    """Return what an article has in one language: title (unless it is the article's own), abstract, keywords."""
    titles = translations(article.title)
    return {
        "code": code,
        "title": for_print(titles.get(code, "")) if code != article.language else "",
        "text": for_print(translations(article.abstract)[code]),
        "keywords": for_print(translations(article.keywords).get(code, "")),
    }


def title_in_contents(article: Article) -> str:
    """Return the title in the language of the text, with its formulas laid out."""
    return for_print(localized(article.title, article.language))


def short_authors(article: Article, at_most: int = 0) -> str:
    """Return the authors with initials; of more than `at_most` the first and «и др.»."""
    names = [author.short_name for author in article.known_authors()]
    if at_most and len(names) > at_most:
        return f"{names[0]} {translation.gettext('et al.')}"
    return ", ".join(names)


def letters_of(articles: Iterable[tuple[Article, int]], language: str) -> list[Letter]:
    """Return the author index of articles with their first pages, in the alphabet of `language`."""
    pages: dict[str, dict[int, str]] = {}
    for article, number in articles:
        for author in article.known_authors():
            pages.setdefault(author.indexed_name, {})[number] = f"article:{article.code}"
    letters: list[Letter] = []
    for name in sorted(pages, key=lambda name: sort_key(name, language)):
        initial = name[:1].upper().replace("Ё", "Е")
        if not letters or sort_key(letters[-1].initial, language)[:1] != sort_key(initial, language)[:1]:
            letters.append(Letter(initial, []))
        letters[-1].names.append((name, sorted(pages[name].items())))
    return letters


def plain_title(article: Article) -> str:
    """Return the title in the language of the text without markup."""
    return plain(localized(article.title, article.language))
