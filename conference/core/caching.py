"""Keeping public pages, and answering "not modified" to who has them already.

A page has a key: everything that it is made of, and the build of the software. As long as that stays, so does the page.
"""

import hashlib
from collections.abc import Callable, Collection
from functools import cache
from http import HTTPStatus
from pathlib import Path
from typing import Any, TypeVar

from django.conf import settings
from django.core.cache import caches
from django.db.models import QuerySet, TextField
from django.db.models.functions import Cast, JSONObject
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.utils.cache import get_conditional_response, patch_cache_control

Value = TypeVar("Value")
Response = TypeVar("Response", bound=HttpResponseBase)
# Seconds for which a page is handed out again: its menu may have changed since, as when a call for abstracts opened.
KEPT_FOR = 300


@cache
def build_stamp() -> str:
    """Return a hash of the templates and of the list of static files: after an update no old page counts as current."""
    files = sorted((Path(settings.BASE_DIR) / "templates").rglob("*.html"))
    files.append(Path(settings.STATIC_ROOT) / "staticfiles.json")
    seen = [f"{file.name}:{file.stat().st_size}:{file.stat().st_mtime_ns}" for file in files if file.exists()]
    return hashlib.sha256("|".join(seen).encode()).hexdigest()[:12]


def etag_of(*parts: object) -> str:
    """Return a weak tag of everything that a page depends on, this build of the software included."""
    text = "|".join(map(str, [*parts, build_stamp()]))
    return f'W/"{hashlib.sha256(text.encode()).hexdigest()[:32]}"'


def once(owner: object, name: str, read: Callable[[], Value]) -> Value:
    """Return what `read` finds, read the first time only: several parts of a page ask the same of one object."""
    known = owner.__dict__.setdefault("_read_once", {})
    if name not in known:
        known[name] = read()
    found: Value = known[name]
    return found


def as_texts(rows: "QuerySet[Any]", *fields: str) -> "QuerySet[Any, Any]":
    """Return one text for each row, made of these fields by the database: a page that shows no others has it for a key.

    Such query sets of different tables can be asked in one query by `union`.
    """
    text = Cast(JSONObject(**{name.replace("__", "_"): name for name in fields}), TextField())
    texts: QuerySet[Any, Any] = rows.order_by().annotate(as_text=text).values_list("as_text", flat=True)
    return texts


def unchanged(request: HttpRequest, etag: str) -> HttpResponseBase | None:
    """Return the answer 304 when the reader has this version already, else None: then make the page."""
    return get_conditional_response(request, etag=etag)


def kept_page(
    request: HttpRequest, etag: str, make: Callable[[], HttpResponseBase], *, parameters: Collection[str]
) -> HttpResponseBase:
    """Return the page known by `etag` from the cache of pages, made and stored at first.

    Only for pages that are the same for everybody. An address with more than one query parameter, or with another than
    `parameters`, is made each time: there is no end of such addresses, and the room for pages is limited.
    """
    if request.method != "GET" or len(request.GET) > 1 or not set(request.GET) <= set(parameters):
        return make()
    if known := caches["pages"].get(etag):
        content, headers = known
        return HttpResponse(content, headers=headers)
    made = make()
    if isinstance(made, HttpResponse) and made.status_code == HTTPStatus.OK and not made.cookies:
        caches["pages"].set(etag, (made.content, dict(made.headers)), KEPT_FOR)
    return made


def keep_nowhere(response: Response) -> Response:
    """Let nobody on the way keep the answer: it is for one reader."""
    patch_cache_control(response, private=True, no_store=True)
    return response


def unlisted(response: Response) -> Response:
    """Let nobody keep a page whose address is a secret, and no search engine list it."""
    response["X-Robots-Tag"] = "noindex, nofollow"
    return keep_nowhere(response)


def keep(response: HttpResponseBase, etag: str, *, public: bool) -> HttpResponseBase:
    """Let caches store a public page and ask each time whether it is current; others are not stored."""
    if not public:
        return keep_nowhere(response)
    response["ETag"] = etag
    patch_cache_control(response, public=True, no_cache=True)
    return response


def answer_by_key(
    request: HttpRequest,
    etag: str,
    make: Callable[[], HttpResponseBase],
    *,
    public: bool,
    parameters: Collection[str] = (),
) -> HttpResponseBase:
    """Return 304, the kept page or a new one; what is not `public` is made each time and stored nowhere."""
    if not public:
        return keep(make(), etag, public=False)
    current = unchanged(request, etag) or kept_page(request, etag, make, parameters=parameters)
    return keep(current, etag, public=True)


def answer_by_content(
    request: HttpRequest, key: str, make: Callable[[], HttpResponseBase], *, public: bool
) -> HttpResponseBase:
    """Do the same where the key changes more often than what the page says, as by the minute: its bytes are the tag."""
    if not public:
        return keep(make(), key, public=False)
    page = kept_page(request, key, make, parameters=())
    etag = etag_of(page.content) if isinstance(page, HttpResponse) else key
    return keep(unchanged(request, etag) or page, etag, public=True)
