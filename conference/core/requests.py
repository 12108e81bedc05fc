"""What no address and no form may carry, refused or dropped before anything looks at it."""

from collections.abc import Callable
from typing import Any

from django.core.exceptions import BadRequest
from django.http import HttpRequest, HttpResponse

NUL = "\x00"


class PlainRequests:
    """Answers 400 to an address with a NUL character, which no text of ours has and PostgreSQL does not take.

    From what a form sends it is dropped, as other control characters are by the form itself.
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Pass the request on, or refuse it."""
        if NUL in request.path or "%00" in request.META.get("QUERY_STRING", ""):
            raise BadRequest("a NUL character in the address")
        return self.get_response(request)

    def process_view(self, request: HttpRequest, view: Any, args: Any, kwargs: Any) -> None:
        """Drop it from every field, also from those that a view reads by itself; the API has a parser for that."""
        if request.method != "POST" or getattr(view, "csrf_exempt", False):
            return
        if any(NUL in value for _name, values in request.POST.lists() for value in values):
            plain = request.POST.copy()
            for name, values in request.POST.lists():
                plain.setlist(name, [value.replace(NUL, "") for value in values])
            request.POST = plain  # type: ignore[assignment]  # the stubs know the immutable kind alone
