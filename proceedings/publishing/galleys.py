"""Articles as files of their own: the same pages with the same numbers as in the volume."""

import dataclasses
import hashlib
from collections.abc import Sequence
from pathlib import Path

from conference.core import pdf
from conference.core.text.localized import localized
from proceedings.papers.markup import plain
from proceedings.publishing.layout import Layout
from proceedings.publishing.pages import plain_title
from proceedings.publishing.stamping import Span, stamps_for


class Galleys:
    """Makes the articles' files of one volume; what was made before from the same pages is taken from the cache."""

    def __init__(self, layout: Layout, volume: pdf.Metadata, spans: Sequence[Span]) -> None:
        self.layout = layout
        self.volume = volume
        every = {number: row for span in spans for number, row in self._stamps(span).items()}
        self.font = pdf.stamp_subset(every)
        self.font_digest = hashlib.sha256(self.font).hexdigest()

    def _stamps(self, span: Span) -> dict[int, list[pdf.Stamp]]:
        return stamps_for(self.layout, self.volume.title, [span], first=span.first, last=span.last, shift=-span.first)

    def make(self, part: Path, span: Span) -> Path:
        """Return the file of an article."""
        article = span.article
        keywords = plain(localized(article.keywords, article.language))
        about = dataclasses.replace(
            self.volume,
            title=plain_title(article),
            language=article.language,
            created=article.changed_at,
            authors=tuple(author.full_name for author in article.known_authors()),
            subject=self.volume.title,
            keywords=tuple(word.strip() for word in keywords.replace(";", ",").split(",") if word.strip()),
            identifiers=(f"doi:{article.doi}",) if article.doi else (),
        )
        stamps = self._stamps(span)
        plan = pdf.Assembly(parts=[part], metadata=about, stamps=stamps, first_number=span.first)
        key = repr((part.name, about, sorted(stamps.items()), self.font_digest))
        return pdf.kept_file(
            hashlib.sha256(key.encode()).hexdigest(), lambda: pdf.assemble(plan, share=False, stamp_file=self.font)
        )
