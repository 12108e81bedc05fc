"""What all endpoints share: pages of results and errors as clients can read them."""

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from typing import Any

from django.core.exceptions import NON_FIELD_ERRORS
from django.core.exceptions import ValidationError as RefusedByService
from rest_framework import status
from rest_framework.exceptions import APIException, ValidationError
from rest_framework.pagination import PageNumberPagination
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.settings import api_settings
from rest_framework.views import exception_handler

from conference.core.idempotency.services import HEADER, LONGEST


class Pages(PageNumberPagination):
    """`?page=2&page_size=100`, at most 200 rows."""

    page_size_query_param = "page_size"
    max_page_size = 200


class Conflict(APIException):
    """The request is right but things stand otherwise by now."""

    status_code = status.HTTP_409_CONFLICT
    default_code = "conflict"


@contextmanager
def refused_as(conflicts: Mapping[type[Exception], str] | None = None) -> Iterator[None]:
    """Answer what a service refuses within: 409 for these errors, in these words, and 400 for a ValidationError.

    Where the words are "" the error speaks for itself.
    """
    known = conflicts or {}
    try:
        yield
    except tuple(known) as fault:
        words = next(words for kind, words in known.items() if isinstance(fault, kind))
        raise Conflict(words or str(fault)) from fault
    except RefusedByService as fault:
        raise ValidationError(_by_field(fault)) from fault


def _by_field(fault: RefusedByService) -> Any:
    """Return what was refused by the names of fields, where it names any."""
    if not hasattr(fault, "error_dict"):
        return fault.messages
    names: dict[str, str] = {NON_FIELD_ERRORS: api_settings.NON_FIELD_ERRORS_KEY}
    return {names.get(name, name): messages for name, messages in fault.message_dict.items()}


class KeyReused(APIException):
    """The idempotency key belongs to another request."""

    status_code = status.HTTP_422_UNPROCESSABLE_ENTITY
    default_detail = "This Idempotency-Key was sent with another request. Make up a new key for each intention."
    default_code = "idempotency_key_reused"


def idempotency_key(request: Request) -> str:
    """Return the key under which a client sent the request, "" without one. Raises ValidationError."""
    key = request.headers.get(HEADER, "").strip()
    if len(key) > LONGEST:
        raise ValidationError({HEADER: f"At most {LONGEST} characters."})
    return key


def explain(exc: Exception, context: dict[str, Any]) -> Response | None:
    """Give every error one shape: `{"detail": …, "code": …, "fields": {name: [messages]}}`."""
    response = exception_handler(exc, context)
    if response is None:
        return None
    codes = getattr(exc, "default_code", "error")
    if isinstance(response.data, dict) and set(response.data) == {"detail"}:
        response.data = {"detail": str(response.data["detail"]), "code": codes, "fields": {}}
    else:
        fields = response.data if isinstance(response.data, dict) else {"non_field_errors": response.data}
        response.data = {"detail": str(getattr(exc, "default_detail", "")), "code": codes, "fields": fields}
    return response
