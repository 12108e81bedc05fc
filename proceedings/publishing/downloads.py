"""PDF files over HTTP: by name, unchanged ones not again, and in parts for readers that ask for a few pages."""

import re
from collections.abc import Iterator
from typing import Any, Final, NamedTuple

from django.core.files.storage import default_storage
from django.http import FileResponse, Http404, HttpRequest, HttpResponse, HttpResponseBase, StreamingHttpResponse
from django.utils.cache import get_conditional_response
from django.utils.http import content_disposition_header

RANGE = re.compile(r"bytes=(\d*)-(\d*)")
PIECE = 64 * 1024


class Span(NamedTuple):
    """The first and the last byte of a part."""

    first: int
    last: int


BEYOND: Final = Span(-1, -1)  # a part that does not exist


def pdf_response(
    request: HttpRequest, *, name: str, size: int, digest: str, filename: str, is_public: bool
) -> HttpResponseBase:
    """Answer with a stored file, a part of it, or "not modified"; `?download` asks the browser to keep it.

    Raises Http404 when the storage has lost it.
    """
    is_kept = "download" in request.GET
    etag = f'"{digest[:40]}"'
    unchanged = get_conditional_response(request, etag=etag)
    if unchanged is not None and unchanged.status_code == 304:
        return _described(unchanged, etag, is_public)
    span = _span(request, size, etag)
    if span is BEYOND:
        response: HttpResponseBase = HttpResponse(status=416)
        response["Content-Range"] = f"bytes */{size}"
        return response
    try:
        stream: Any = default_storage.open(name)
    except FileNotFoundError as fault:
        raise Http404 from fault
    if span is None:
        response = FileResponse(stream, content_type="application/pdf", as_attachment=is_kept, filename=filename)
        response["Content-Length"] = size
    else:
        response = StreamingHttpResponse(_Part(stream, span), status=206, content_type="application/pdf")
        response["Content-Length"] = span.last - span.first + 1
        response["Content-Range"] = f"bytes {span.first}-{span.last}/{size}"
        response["Content-Disposition"] = content_disposition_header(is_kept, filename) or "inline"
    response["Accept-Ranges"] = "bytes"
    return _described(response, etag, is_public)


class _Part:
    """A part of an open file, read in pieces."""

    def __init__(self, stream: Any, span: Span) -> None:
        self.stream = stream
        self.left = span.last - span.first + 1
        stream.seek(span.first)

    def __iter__(self) -> Iterator[bytes]:
        with self.stream:
            while self.left > 0 and (piece := self.stream.read(min(PIECE, self.left))):
                self.left -= len(piece)
                yield piece

    def close(self) -> None:
        """Close the file of a reader who left early."""
        self.stream.close()


def _described(response: HttpResponseBase, etag: str, is_public: bool) -> HttpResponseBase:
    response["ETag"] = etag
    response["Cache-Control"] = "public, no-cache" if is_public else "private, no-store"
    return response


def _span(request: HttpRequest, size: int, etag: str) -> Span | None:
    """Return the one part asked for, None for the whole file, BEYOND for what does not exist.

    Several parts at once are answered by the whole file, as RFC 9110 allows; so is a range whose end comes first.
    """
    asked = RANGE.fullmatch(request.headers.get("Range", "")) if request.method == "GET" else None
    if asked is None or asked[0] == "bytes=-" or request.headers.get("If-Range", etag) != etag:
        return None
    start, end = asked.groups()
    if not start:
        return Span(max(0, size - int(end)), size - 1) if int(end) else BEYOND
    first, last = int(start), int(end) if end else size - 1
    if first >= size:
        return BEYOND
    return Span(first, min(last, size - 1)) if first <= last else None
