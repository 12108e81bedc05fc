"""An article as a build froze it: what the public pages, the API and citations read, whatever is edited afterwards."""

from typing import Any

from i18nfield.strings import LazyI18nString

from conference.core.text.localized import translations
from proceedings.papers.models import AUTHOR_FIELDS, Article, ArticleAuthor
from proceedings.volumes.models import Section

IN_LANGUAGES = ("title", "abstract", "keywords")
PLAIN = ("language", "references", "udc", "mrnti", "doi")
SHOWN_OF_AUTHOR = [name for name in AUTHOR_FIELDS if name != "email"]  # addresses are for the printed page only


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
