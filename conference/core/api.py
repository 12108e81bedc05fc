"""What all endpoints share: pages of results and errors as clients can read them."""

from typing import Any

from rest_framework.exceptions import ParseError
from rest_framework.pagination import PageNumberPagination
from rest_framework.parsers import JSONParser
from rest_framework.response import Response
from rest_framework.views import exception_handler

from conference.core.text.cleaning import printable


class Parser(JSONParser):
    """JSON without what a database refuses: control characters are dropped, half a surrogate pair is an error."""

    def parse(self, stream: Any, media_type: str | None = None, parser_context: Any = None) -> Any:
        """Return the body. Raises ParseError, also for lists in lists beyond what Python reads."""
        try:
            data = _plain(super().parse(stream, media_type, parser_context))
        except (RecursionError, UnicodeEncodeError) as fault:
            raise ParseError from fault
        return data


def _plain(data: Any) -> Any:
    if isinstance(data, str):
        data.encode()
        return printable(data)
    if isinstance(data, list):
        return [_plain(item) for item in data]
    if isinstance(data, dict):
        return {_plain(key): _plain(value) for key, value in data.items()}
    return data


class Pages(PageNumberPagination):
    """`?page=2&page_size=100`, at most 200 rows."""

    page_size_query_param = "page_size"
    max_page_size = 200


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
