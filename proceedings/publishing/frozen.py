"""A volume and its articles as a build froze them, whatever is edited afterwards.

The public pages, the API and citations read this and nothing else.
"""

from typing import Any

from i18nfield.strings import LazyI18nString

from conference.core.text.localized import translations
from proceedings.papers.models import Article, ArticleAuthor
from proceedings.volumes.models import Section, Volume

IN_LANGUAGES = ("title", "abstract", "keywords")
PLAIN = ("language", "references", "udc", "mrnti", "doi")
OF_VOLUME_IN_LANGUAGES = ("title", "subtitle", "annotation", "editors", "town", "publisher", "rights_holder")
OF_VOLUME = ("language", "year", "isbn", "udc", "bbk", "licence")
SHOWN_OF_AUTHOR = [name for name in ArticleAuthor.TYPED if name != "email"]  # addresses are for the printed page only


def freeze(article: Article) -> dict[str, Any]:
    """Return as JSON what is shown of an article beside its file."""
    section = article.section
    return {
        **{name: translations(getattr(article, name)) for name in IN_LANGUAGES},
        **{name: getattr(article, name) for name in PLAIN},
        "section": {"pk": section.pk, "name": translations(section.name)} if section else None,
        "authors": [
            {name: str(getattr(author, name)) for name in SHOWN_OF_AUTHOR} for author in article.known_authors()
        ],
    }


def thaw(content: dict[str, Any], **more: Any) -> Article:
    """Return an article, not to be stored, that says what `freeze` was told; `more` are further fields."""
    article = Article(
        **{name: LazyI18nString(content.get(name, {})) for name in IN_LANGUAGES},
        **{name: content.get(name, "") for name in PLAIN},
        **more,
    )
    if section := content.get("section"):
        article.section = Section(pk=section["pk"], name=LazyI18nString(section["name"]))
    article.__dict__["authors_given"] = [ArticleAuthor(**author) for author in content.get("authors", ())]
    return article


def freeze_volume(volume: Volume) -> dict[str, Any]:
    """Return as JSON what is shown of a volume beside its file."""
    return {
        **{name: translations(getattr(volume, name)) for name in OF_VOLUME_IN_LANGUAGES},
        **{name: getattr(volume, name) for name in OF_VOLUME},
    }


def thaw_volume(content: dict[str, Any], live: Volume) -> Volume:
    """Return a volume, not to be stored, that says what `freeze_volume` was told; its address is that of `live`."""
    return Volume(
        pk=live.pk,
        event_id=live.event_id,
        slug=live.slug,
        is_public=live.is_public,
        published_at=live.published_at,
        **{name: LazyI18nString(content.get(name, {})) for name in OF_VOLUME_IN_LANGUAGES},
        **{name: content[name] for name in OF_VOLUME if name in content},
    )
