"""PDF files over HTTP: by name, unchanged ones not again, and in parts for readers that ask for a few pages."""

import re
from typing import Any

from django.core.files.storage import default_storage
from django.http import FileResponse, Http404, HttpRequest, HttpResponse, HttpResponseBase
from django.utils.cache import get_conditional_response

RANGE = re.compile(r"bytes=(\d*)-(\d*)")


def pdf_response(
    request: HttpRequest, *, name: str, size: int, digest: str, filename: str, is_public: bool
) -> HttpResponseBase:
    """Answer with a stored file, a part of it, or "not modified". Raises Http404 when the storage has lost it."""
    etag = f'"{digest[:40]}"'
    span = _span(request, size, etag)
    if span == (0, 0):
        response: HttpResponseBase = HttpResponse(status=416)
        response["Content-Range"] = f"bytes */{size}"
        return response
    unchanged = get_conditional_response(request, etag=etag)
    if unchanged is not None and unchanged.status_code == 304:
        return _described(unchanged, etag, is_public)
    try:
        stream: Any = default_storage.open(name)
    except FileNotFoundError as fault:
        raise Http404 from fault
    if span is None:
        response = FileResponse(stream, content_type="application/pdf", filename=filename)
        response["Content-Length"] = size
    else:
        first, last = span
        with stream:
            stream.seek(first)
            part = stream.read(last - first + 1)
        response = HttpResponse(part, status=206, content_type="application/pdf")
        response["Content-Range"] = f"bytes {first}-{last}/{size}"
        response["Content-Disposition"] = f'inline; filename="{filename}"'
    response["Accept-Ranges"] = "bytes"
    return _described(response, etag, is_public)


def _described(response: HttpResponseBase, etag: str, is_public: bool) -> HttpResponseBase:
    response["ETag"] = etag
    response["Cache-Control"] = "public, no-cache" if is_public else "private, no-store"
    return response


def _span(request: HttpRequest, size: int, etag: str) -> tuple[int, int] | None:
    """Return first and last byte of the one part asked for, None for the whole file, (0, 0) for what does not exist.

    Several parts at once are answered by the whole file, as RFC 9110 allows.
    """
    asked = RANGE.fullmatch(request.headers.get("Range", ""))
    if asked is None or asked[0] == "bytes=-" or request.headers.get("If-Range", etag) != etag:
        return None
    start, end = asked.groups()
    if not start:
        return (max(0, size - int(end)), size - 1) if int(end) else (0, 0)
    first, last = int(start), min(int(end) if end else size - 1, size - 1)
    return (first, last) if first <= last else (0, 0)
