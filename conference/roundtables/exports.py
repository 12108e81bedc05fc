"""The resolution on paper."""

from django.utils import translation
from django.utils.http import content_disposition_header

from conference.core import pdf
from conference.roundtables import words
from conference.roundtables.documents import document
from conference.roundtables.models import RoundTable

FILE_NAME_LENGTH = 90


def resolution_pdf(table: RoundTable, language: str) -> bytes:
    """Return the resolution as PDF in `language`."""
    return rendered(resolution_document(table, language))


def rendered(resolution: pdf.Document) -> bytes:
    """Return the file, made once for the same words and styles."""
    return pdf.kept(resolution.digest, resolution.render)


def resolution_document(table: RoundTable, language: str) -> pdf.Document:
    """Return the resolution in `language`, ready to be rendered."""
    with translation.override(language):
        context = {"document": document(table), "event": table.event}
    return pdf.prepare(
        "pdf/roundtables/resolution.html",
        context,
        language=language,
        stylesheets=("css/pdf.css", "css/pdf-resolution.css"),
        variant="pdf/ua-1",
    )


def file_name(title: str, language: str) -> str:
    """Return the header that names the file after the document, in the letters of its language."""
    name = f"{words.phrases(language)['title']} — {title}"[:FILE_NAME_LENGTH].strip()
    return content_disposition_header(as_attachment=False, filename=f"{name}.pdf") or "inline"
