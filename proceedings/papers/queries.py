"""Reading articles: a volume's list, and what is still missing in each."""

from collections.abc import Sequence
from typing import NamedTuple

from django.conf import settings
from django.utils.translation import gettext as _

from conference.core.text.localized import translations
from proceedings.papers.models import Article, ArticleQuerySet
from proceedings.volumes.models import Volume


class Gap(NamedTuple):
    """Something that an article lacks, and the field of its form where it belongs."""

    anchor: str
    text: str


class Row(NamedTuple):
    """An article of the team's list."""

    article: Article
    gaps: list[Gap]
    is_first: bool
    is_last: bool


def articles_of(volume: Volume) -> ArticleQuerySet:
    """Return a volume's articles in their order, with sections and authors."""
    return Article.objects.filter(volume=volume).select_related("section").prefetch_related("authors").in_order()


def rows_of(volume: Volume, articles: Sequence[Article]) -> list[Row]:
    """Return the list of the team: each article with its gaps and whether it can move within its section."""
    languages = volume.event.languages
    sections = [article.section_id for article in articles]
    rows = []
    for number, article in enumerate(articles):
        before = sections[number - 1] if number else object()
        after = sections[number + 1] if number + 1 < len(sections) else object()
        here = sections[number]
        rows.append(Row(article, gaps_of(article, languages), before != here, after != here))
    return rows


def gaps_of(article: Article, languages: Sequence[str]) -> list[Gap]:
    """Return what a complete article would still need, field by field and language by language."""
    names = dict(settings.LANGUAGES)
    wanted = [code for code in names if code in languages]
    words = {
        "title": _("Title: %(language)s"),
        "abstract": _("Abstract: %(language)s"),
        "keywords": _("Keywords: %(language)s"),
    }
    gaps = []
    for field, text in words.items():
        filled = translations(getattr(article, field))
        for code in wanted:
            if code not in filled and "" not in filled:
                anchor = f"id_{field}_{list(names).index(code)}"
                gaps.append(Gap(anchor, text % {"language": names[code]}))
    if not article.body.strip():
        gaps.append(Gap("id_body", _("Text")))
    if not article.udc:
        gaps.append(Gap("id_udc", _("UDC")))
    authors = article.known_authors()
    if not authors:
        gaps.append(Gap("authors", _("Authors")))
    gaps += [
        Gap("authors", _("Organisation of %(name)s") % {"name": author.short_name})
        for author in authors
        if not author.organisation
    ]
    return gaps


def languages_of(article: Article) -> list[str]:
    """Return the languages in which an article has an abstract, its own first."""
    filled = translations(article.abstract)
    own = [article.language] if article.language in filled else []
    return own + [code for code in dict(settings.LANGUAGES) if code in filled and code not in own]
