"""The door to PDF: the only package that imports WeasyPrint, pikepdf and fontTools.

`rendering` makes pages of HTML, `batch` many of them in two processes with a cache, `assembly` one file of many.
"""

from conference.core.pdf.assembly import Assembly, Bookmark, Metadata, Stamp, assemble, stamp_subset
from conference.core.pdf.batch import Page, kept, kept_file, render_all
from conference.core.pdf.fonts import lacking, on_paper
from conference.core.pdf.incoming import clean_pdf
from conference.core.pdf.reading import bookmarks_in, fonts_in, foreign_fonts, page_count
from conference.core.pdf.rendering import ClosedFetcher, Document, prepare, render, render_html

__all__ = [
    "Assembly",
    "Bookmark",
    "ClosedFetcher",
    "Document",
    "Metadata",
    "Page",
    "Stamp",
    "assemble",
    "bookmarks_in",
    "clean_pdf",
    "fonts_in",
    "foreign_fonts",
    "kept",
    "kept_file",
    "lacking",
    "on_paper",
    "page_count",
    "prepare",
    "render",
    "render_all",
    "render_html",
    "stamp_subset",
]
