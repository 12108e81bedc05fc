"""Pages for what went wrong: not found, forbidden, too many requests, a stale form, our own fault.

Programs that talk to the API read the same in JSON, in the shape of `conference.core.api.explain`.
"""

from django.http import HttpRequest, HttpResponse, HttpResponseServerError, JsonResponse
from django.shortcuts import render
from django.template.loader import render_to_string

API = "/api/v1/"


def _problem(status: int, detail: str, code: str) -> JsonResponse:
    return JsonResponse({"detail": detail, "code": code, "fields": {}}, status=status)


def csrf_failure(request: HttpRequest, reason: str = "") -> HttpResponse:
    """Say that the form was open too long or cookies are off, and how to go on; nothing was saved."""
    return render(request, "errors/stale_form.html", status=403)


def bad_request(request: HttpRequest, exception: Exception) -> HttpResponse:
    """Answer a request that makes no sense."""
    if request.path.startswith(API):
        return _problem(400, "Bad request.", "bad_request")
    return render(request, "errors/400.html", status=400)


def forbidden(request: HttpRequest, exception: Exception) -> HttpResponse:
    """Answer somebody signed in whose role does not allow this."""
    return render(request, "errors/403.html", status=403)


def not_found(request: HttpRequest, exception: Exception) -> HttpResponse:
    """Answer for an address where nothing is, or nothing that this reader may know of."""
    if request.path.startswith(API):
        return _problem(404, "Not found.", "not_found")
    return render(request, "errors/404.html", status=404)


def server_error(request: HttpRequest) -> HttpResponse:
    """Apologise without touching the database or the session, either of which may be what failed."""
    if request.path.startswith(API):
        return _problem(500, "The fault is ours.", "error")
    return HttpResponseServerError(render_to_string("errors/500.html"))
