"""What all endpoints share: pages of results and errors as clients can read them."""

from typing import Any

from rest_framework import status
from rest_framework.exceptions import APIException, ValidationError
from rest_framework.pagination import PageNumberPagination
from rest_framework.request import Request
from rest_framework.response import Response
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
