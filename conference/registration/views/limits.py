"""How much may come from one network: registrations, and access codes tried, right or wrong."""

from typing import Any

from allauth.core import ratelimit
from allauth.core.internal.ratelimit import consume as count  # the public door counts no page that is only read
from django.http import HttpRequest
from django.utils.translation import gettext as _


def too_many_registrations(request: HttpRequest) -> str:
    """Count this form; return what to tell the guest when too many came from their network, else nothing."""
    if ratelimit.consume(request, action="register_guest"):
        return ""
    return _(
        "Very many registrations come from your network. Nothing you typed is lost: send it again in a few minutes."
    )


def too_many_codes(request: HttpRequest) -> str:
    """Count this code, so that nobody finds one by trying; return what to tell the guest, else nothing.

    Whether it was sent or stands in the address: a page that opens by it tells that it was right.
    """
    if count(request, app="allauth.account", action="access_code", limit_get=True):
        return ""
    return _("Very many access codes come from your network. Try again in a few minutes.")


def without_code(data: Any) -> Any:
    """Return what was typed without the access code, which is not to be looked up."""
    bare = data.copy()
    bare["code"] = ""
    return bare
