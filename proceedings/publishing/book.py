"""A volume as one file and its articles as files of their own.

Each article is rendered alone and kept by the digest of its content; its pages are counted in the result, and numbers
are printed as they are, so that the contents need no second pass over the articles. The same content gives the same
bytes: the file's date is the date of the last change, or the one that is asked for.
"""

import hashlib
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from functools import cached_property
from io import BufferedReader, BytesIO
from itertools import groupby
from pathlib import Path
from typing import Any

from django.utils import translation
from django.utils.translation import gettext as _

from conference.core import pdf
from conference.core.ids import slug_from
from conference.core.jobs.services import UserError
from conference.core.text.localized import localized
from proceedings.papers.models import Article
from proceedings.papers.queries import articles_of
from proceedings.publishing import pages as made
from proceedings.publishing.galleys import Galleys
from proceedings.publishing.pages import Entry, Group, Pages
from proceedings.publishing.queries import content_digest
from proceedings.publishing.stamping import Span, stamps_for
from proceedings.volumes.choices import ContentsAt
from proceedings.volumes.models import Section, Volume

COVER_PAGES = 1  # outside the count
TITLE_PAGES = 2
PASSES = 4
NAMED = 10  # signs and articles named in a note
Progress = Callable[[int, int, str], None]


@dataclass(frozen=True)
class File:
    """A finished file: in memory the whole volume, in the cache each article, which has its pages as printed."""

    name: str
    source: bytes | Path
    article: Article | None = None
    first_page: int = 0
    last_page: int = 0

    @property
    def content(self) -> bytes:
        """All of it, in memory."""
        return self.source.read_bytes() if isinstance(self.source, Path) else self.source

    @cached_property
    def size(self) -> int:
        """How many bytes it has."""
        return self.source.stat().st_size if isinstance(self.source, Path) else len(self.source)

    @cached_property
    def digest(self) -> str:
        """SHA-256 of the content."""
        with self.open() as stream:
            return hashlib.file_digest(stream, "sha256").hexdigest()

    def open(self) -> BufferedReader | BytesIO:
        """Return it as a stream, to be copied piece by piece."""
        return self.source.open("rb") if isinstance(self.source, Path) else BytesIO(self.source)


@dataclass
class Book:
    """Everything that a build makes. `notes` say what an editor should look at."""

    volume: Volume
    language: str
    made_at: datetime
    whole: File
    articles: list[File]
    pages: int
    content_digest: str
    notes: list[str] = field(default_factory=list)

    def manifest(self) -> dict[str, Any]:
        """Return what the build consists of, with a digest of each file."""
        return {
            "event": self.volume.event.slug,
            "volume": self.volume.slug,
            "title": localized(self.volume.title, self.language),
            "language": self.language,
            "made_at": self.made_at.isoformat(),
            "pages": self.pages,
            "files": [_listed(file) for file in [self.whole, *self.articles]],
        }


def _listed(file: File) -> dict[str, Any]:
    row: dict[str, Any] = {"name": file.name, "size": file.size, "sha256": file.digest}
    if file.article:
        row |= {
            "code": file.article.code,
            "title": made.plain_title(file.article),
            "first_page": file.first_page,
            "last_page": file.last_page,
        }
    return row


def make_book(
    *,
    volume: Volume,
    language: str = "",
    at: datetime | None = None,
    progress: Progress = lambda done, total, note: None,
) -> Book:
    """Make the files of a volume. Raises UserError for a volume without articles."""
    articles = list(articles_of(volume))
    if not articles:
        raise UserError(_("The volume has no articles yet."))
    code = language or volume.language
    moment = at or max(volume.changed_at, *(article.changed_at for article in articles))
    with translation.override(code):
        return _Making(volume, code, articles, moment, progress).book()


class _Making:
    """The making of one book, step by step."""

    def __init__(
        self, volume: Volume, language: str, articles: list[Article], moment: datetime, progress: Progress
    ) -> None:
        self.volume, self.language, self.articles, self.moment = volume, language, articles, moment
        self.pages = Pages(volume, language)
        self.digest = content_digest(volume, articles)  # before anything is rendered: an edit meanwhile makes it stale
        self.total = 2 * len(articles) + 1
        self.progress = progress
        self.documents: list[pdf.Page] = []

    def book(self) -> Book:
        parts = self._rendered_articles()
        counts = [pdf.page_count(part.read_bytes()) for part in parts]
        in_front = self.volume.contents_at == ContentsAt.FRONT
        contents, index, spans = self._numbered(counts, in_front=in_front)
        fronts = [self.pages.cover(), self.pages.title(0), self.pages.colophon(0, self.moment.date())]
        last_number = spans[-1].last + pdf.page_count(index) + (0 if in_front else pdf.page_count(contents)) + 1
        fronts[1:] = [self.pages.title(last_number), self.pages.colophon(last_number, self.moment.date())]
        cover, title, colophon = (path.read_bytes() for path in pdf.render_all(fronts))
        middle: list[tuple[str, bytes | Path]] = [(_("Title page"), title)]
        middle += [(_("Contents"), contents)] if in_front else []
        middle += [("", part) for part in parts]
        middle += [(_("Author index"), index)]
        middle += [] if in_front else [(_("Contents"), contents)]
        middle += [(_("Colophon"), colophon)]
        whole = self._assembled([("", cover), *middle], spans, in_front=in_front)
        self.progress(len(self.articles) + 1, self.total, _("Files of the articles"))
        files = self._galleys(parts, spans)
        return Book(
            volume=self.volume,
            language=self.language,
            made_at=self.moment,
            whole=File("volume.pdf", whole),
            articles=files,
            pages=last_number,
            content_digest=self.digest,
            notes=self._notes(fronts),
        )

    def _rendered_articles(self) -> list[Path]:
        seen: set[int] = set()
        for article in self.articles:
            heading = article.section if article.section_id and article.section_id not in seen else None
            seen |= {article.section_id} if article.section_id else set()
            self.documents.append(self.pages.article(article, heading))
        note = _("Articles")
        return pdf.render_all(self.documents, progress=lambda done, _count: self.progress(done, self.total, note))

    def _numbered(self, counts: list[int], *, in_front: bool) -> tuple[bytes, bytes, list[Span]]:
        """Find the page of each article; contents at the front push the articles, so their length is tried."""
        contents_pages = 1
        for _attempt in range(PASSES):
            spans, number = [], 1 + TITLE_PAGES + (contents_pages if in_front else 0)
            for article, count in zip(self.articles, counts, strict=True):
                spans.append(Span(article, number, number + count - 1))
                number += count
            letters = made.letters_of(((span.article, span.first) for span in spans), self.language)
            contents = self.pages.contents(self._groups(spans), [Entry(_("Author index"), number, "part:index")])
            files = pdf.render_all([contents, self.pages.index(letters)])
            found = [file.read_bytes() for file in files]
            if not in_front or pdf.page_count(found[0]) == contents_pages:
                break
            contents_pages = pdf.page_count(found[0])
        return found[0], found[1], spans

    def _groups(self, spans: Sequence[Span]) -> list[Group]:
        groups = []
        for section, members in groupby(spans, key=lambda span: span.article.section):
            entries = [
                Entry(
                    made.title_in_contents(span.article),
                    span.first,
                    f"article:{span.article.code}",
                    made.short_authors(span.article),
                    span.article.language,
                )
                for span in members
            ]
            groups.append(Group(localized(section.name, self.language) if section else "", entries))
        return groups

    def _assembled(self, parts: list[tuple[str, bytes | Path]], spans: list[Span], *, in_front: bool) -> bytes:
        starts: dict[str, int] = {}
        number = 0
        for name, part in parts:
            if name:
                starts[name] = number
            number += pdf.page_count(part.read_bytes() if isinstance(part, Path) else part)
        shift = COVER_PAGES - 1  # the page printed as 1 is the second of the file
        links = {f"article:{span.article.code}": span.first + shift for span in spans}
        links["part:index"] = starts[_("Author index")]
        front = [_("Title page")] + ([_("Contents")] if in_front else [])
        back = [_("Author index")] + ([] if in_front else [_("Contents")]) + [_("Colophon")]
        bookmarks = [pdf.Bookmark(name, starts[name]) for name in front]
        bookmarks += self._section_bookmarks(spans, shift)
        bookmarks += [pdf.Bookmark(name, starts[name]) for name in back]
        plan = pdf.Assembly(
            parts=[part for _name, part in parts],
            metadata=self._metadata(),
            stamps=stamps_for(
                self.pages.layout,
                localized(self.volume.title, self.language),
                spans,
                first=1 + TITLE_PAGES,
                last=number - COVER_PAGES - 1,
                shift=shift,
            ),
            bookmarks=bookmarks,
            links=links,
            unnumbered=COVER_PAGES,
        )
        return pdf.assemble(plan)

    def _section_bookmarks(self, spans: list[Span], shift: int) -> list[pdf.Bookmark]:
        bookmarks = []
        for section, members in groupby(spans, key=lambda span: span.article.section):
            children = tuple(pdf.Bookmark(made.plain_title(span.article), span.first + shift) for span in members)
            name = localized(section.name, self.language) if isinstance(section, Section) else ""
            bookmarks += [pdf.Bookmark(name, children[0].page, children)] if name else list(children)
        return bookmarks

    def _metadata(self) -> pdf.Metadata:
        volume, code = self.volume, self.language
        return pdf.Metadata(
            title=localized(volume.title, code),
            language=code,
            created=self.moment,
            authors=tuple(line.strip() for line in localized(volume.editors, code).splitlines() if line.strip()),
            subject=localized(volume.subtitle, code),
            publisher=localized(volume.publisher, code),
            rights=volume.licence_url or volume.get_licence_display(),
            identifiers=(f"ISBN {volume.isbn}",) if volume.isbn else (),
        )

    def _galleys(self, parts: list[Path], spans: list[Span]) -> list[File]:
        maker = Galleys(self.pages.layout, self._metadata(), spans)
        files = []
        width = max(3, len(str(len(parts))))
        for number, (part, span) in enumerate(zip(parts, spans, strict=True), start=1):
            slug = slug_from(made.plain_title(span.article), "article", max_length=60)
            name = f"articles/{number:0{width}d}-{slug}.pdf"
            files.append(File(name, maker.make(part, span), span.article, span.first, span.last))
            self.progress(len(parts) + 1 + number, self.total, _("Files of the articles"))
        return files

    def _notes(self, others: Sequence[pdf.Page]) -> list[str]:
        """Return what to look at; `others` are the pages around the articles."""
        names = [made.plain_title(article) for article in self.articles] + [_("other pages")] * len(others)
        found = [(name, pdf.lacking(page.html)) for name, page in zip(names, [*self.documents, *others], strict=True)]
        signs = sorted({sign for _name, lacking in found for sign in lacking})
        if not signs:
            return []
        where = "; ".join(list(dict.fromkeys(name for name, lacking in found if lacking))[:NAMED])
        text = _("Our print fonts lack these signs: %(signs)s. Look at: %(articles)s")
        return [text % {"signs": " ".join(signs[:NAMED]), "articles": where}]
