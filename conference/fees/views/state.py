"""What the code on an invoice opens: whether it counts and is paid. It tells nothing of the payer."""

from http import HTTPStatus

from allauth.core.internal import ratelimit  # the public door counts no page that is only read
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.cache import patch_cache_control
from django_scopes import scopes_disabled

from conference.events.access import public
from conference.fees.models import Invoice

LONGEST_TOKEN = 40
PAGE = "conference/fees/public/state.html"


@public
def invoice_state(request: HttpRequest, token: str) -> HttpResponse:
    """Say how an invoice stands."""
    if not ratelimit.consume(request, app="allauth.account", action="verify_letter", limit_get=True):
        return _closed(render(request, PAGE, {"is_too_many": True}, status=HTTPStatus.TOO_MANY_REQUESTS))
    with scopes_disabled():
        invoice = Invoice.objects.select_related("event").filter(token=token[:LONGEST_TOKEN]).first()
    status = HTTPStatus.OK if invoice else HTTPStatus.NOT_FOUND
    return _closed(render(request, PAGE, {"invoice": invoice}, status=status))


def _closed(response: HttpResponse) -> HttpResponse:
    """Let nobody keep the answer or list the page."""
    patch_cache_control(response, private=True, no_store=True)
    response["X-Robots-Tag"] = "noindex, nofollow"
    return response
