"""What the code on an invoice opens: whether it counts and is paid. It tells nothing of the payer."""

from http import HTTPStatus

from allauth.core.internal import ratelimit  # the public door counts no page that is only read
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django_scopes import scopes_disabled

from conference.core.caching import unlisted
from conference.events.access import public
from conference.fees.models import Invoice

LONGEST_TOKEN = 40
PAGE = "conference/fees/public/state.html"


@public
def invoice_state(request: HttpRequest, token: str) -> HttpResponse:
    """Say how an invoice stands."""
    if not ratelimit.consume(request, app="allauth.account", action="verify_letter", limit_get=True):
        return unlisted(render(request, PAGE, {"is_too_many": True}, status=HTTPStatus.TOO_MANY_REQUESTS))
    with scopes_disabled():
        invoice = Invoice.objects.select_related("event").filter(token=token[:LONGEST_TOKEN]).first()
    status = HTTPStatus.OK if invoice else HTTPStatus.NOT_FOUND
    return unlisted(render(request, PAGE, {"invoice": invoice}, status=status))
