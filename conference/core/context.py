"""What every template may use. Nothing here reads the session, so that public pages stay the same for everybody."""

from typing import Any

from django.conf import settings
from django.http import HttpRequest
from django.utils import translation

from conference.core.languages import address_in


def page(request: HttpRequest) -> dict[str, Any]:
    """Return language links for the head and the switch, and whether this is a demo."""
    current = translation.get_language() or settings.LANGUAGE_CODE
    return {
        "languages": [
            {"code": code, "name": name, "url": address_in(request, code), "current": code == current}
            for code, name in settings.LANGUAGES
        ],
        "in_address": bool(translation.get_language_from_path(request.path_info)),
        "SITE_URL": settings.SITE_URL,
        "DEMO": settings.DEMO,
    }
