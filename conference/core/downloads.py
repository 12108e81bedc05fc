"""Papers handed to one reader: an invoice, a letter, a badge."""

from django.http import HttpResponse
from django.utils.http import content_disposition_header

from conference.core.caching import keep_nowhere


def pdf_named(content: bytes, name: str) -> HttpResponse:
    """Return a PDF file to look at, which is saved under `name` (without its ending) and kept nowhere on the way."""
    response = HttpResponse(content, content_type="application/pdf")
    shown = f"{name.replace('/', '-')}.pdf"  # numbers of documents have slashes
    response["Content-Disposition"] = content_disposition_header(as_attachment=False, filename=shown) or "inline"
    return keep_nowhere(response)
