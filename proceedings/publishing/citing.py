"""How an article is cited, for people and for machines."""

from collections.abc import Iterator

from django.utils import translation
from django.utils.translation import gettext as _

from conference.core.text.localized import LANGUAGE_CODES, localized
from proceedings.papers.markup import plain
from proceedings.papers.models import Article
from proceedings.publishing.models import Galley

MANY_AUTHORS = 3  # of four and more the description begins with the title (GOST R 7.0.5)


def citation(galley: Galley) -> str:
    """Return a reference in the manner of GOST R 7.0.5 with the labels of the article's language."""
    article = galley.published
    with translation.override(article.language if article.language in LANGUAGE_CODES else galley.build.language):
        return _reference(galley, article)


def _reference(galley: Galley, article: Article) -> str:
    volume = galley.build.edition
    language = article.language
    authors = [author.short_name for author in article.known_authors()]
    title = plain(localized(article.title, language)).rstrip(".")
    few = len(authors) <= MANY_AUTHORS
    head = f"{', '.join(authors)} {title}" if few and authors else title
    others = _("et al.")
    behind = "" if few else f" / {', '.join(authors[:MANY_AUTHORS])} [{others}]"
    subtitle = localized(volume.subtitle, language)
    book = f"{localized(volume.title, language)}{f' : {subtitle}' if subtitle else ''}"
    imprint = " : ".join(filter(None, (localized(volume.town, language), localized(volume.publisher, language))))
    year = f"{imprint}, {volume.year}" if imprint else str(volume.year)
    first, last = galley.first_page, galley.last_page
    pages = _("P. %(pages)s.") % {"pages": str(first) if first == last else f"{first}–{last}"}
    doi = f" – DOI {article.doi}." if article.doi else ""
    return f"{head}{behind} // {book}. – {year}. – {pages}{doi}"


def highwire(galley: Galley, file_url: str) -> list[tuple[str, str]]:
    """Return `citation_*` pairs as Google Scholar reads them: the title in the language of the work."""
    return list(_pairs(galley, file_url))


def _pairs(galley: Galley, file_url: str) -> Iterator[tuple[str, str]]:
    article, volume = galley.published, galley.build.edition
    language = article.language
    yield "citation_title", plain(localized(article.title, language))
    for author in article.known_authors():
        yield "citation_author", f"{author.family_name}, {author.given_name} {author.patronymic}".strip(" ,")
        if author.organisation:
            yield "citation_author_institution", author.organisation
        if author.orcid:
            yield "citation_author_orcid", f"https://orcid.org/{author.orcid}"
    yield "citation_publication_date", str(volume.year)
    yield "citation_conference_title", localized(volume.title, language)
    yield "citation_firstpage", str(galley.first_page)
    yield "citation_lastpage", str(galley.last_page)
    yield "citation_language", language
    yield "citation_pdf_url", file_url
    optional = {
        "citation_publisher": localized(volume.publisher, language),
        "citation_isbn": volume.isbn,
        "citation_doi": article.doi,
        "citation_keywords": plain(localized(article.keywords, language)),
    }
    yield from ((name, value) for name, value in optional.items() if value)
