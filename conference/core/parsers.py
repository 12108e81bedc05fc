"""Reading what programs send. Apart from `api`, because Django REST framework loads parsers before its own views."""

from typing import Any

from rest_framework.exceptions import ParseError
from rest_framework.parsers import JSONParser

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
