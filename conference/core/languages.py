"""Which language a request is answered in: the address first, then what the person chose, then what the browser asks.

Public pages carry the language in the address (`/kk/…`) and set no cookie, so that they can be cached. Pages without it
(`/my/`, `/manage/…`) take `?lang=kk` from the link that led there and remember it in a cookie.
"""

from urllib.parse import urlencode

from django.conf import settings
from django.http import HttpRequest, HttpResponseBase
from django.middleware.locale import LocaleMiddleware
from django.urls import translate_url
from django.utils import translation
from django.utils.http import escape_leading_slashes

SWITCH_FIELD = "switch_language"
QUERY = "lang"


class LanguageMiddleware(LocaleMiddleware):
    """Django's own, plus `?lang=` and the button that changes the language of a half-filled form."""

    def process_request(self, request: HttpRequest) -> None:
        """Activate the language; `request.LANGUAGE_CODE` holds it."""
        super().process_request(request)
        chosen = chosen_language(request)
        if chosen and not translation.get_language_from_path(request.path_info):
            translation.activate(chosen)
            request.LANGUAGE_CODE = chosen

    def process_response(self, request: HttpRequest, response: HttpResponseBase) -> HttpResponseBase:
        """Remember a language that was chosen on this request."""
        response = super().process_response(request, response)
        chosen = chosen_language(request)
        # A public page is the same for everybody, and what was refused changes nothing.
        if chosen and response.status_code < 400 and not translation.get_language_from_path(request.path_info):
            response.set_cookie(
                settings.LANGUAGE_COOKIE_NAME,
                chosen,
                max_age=settings.LANGUAGE_COOKIE_AGE,
                secure=settings.SESSION_COOKIE_SECURE,
                samesite="Lax",
            )
        return response


def chosen_language(request: HttpRequest) -> str | None:
    """Return the language that this very request asks for by link or button, when it is one of ours."""
    chosen = request.GET.get(QUERY)
    if request.method == "POST" and request.content_type != "application/json" and not chosen:
        chosen = request.POST.get(SWITCH_FIELD)
    return chosen if chosen in dict(settings.LANGUAGES) else None


def address_in(request: HttpRequest, language: str) -> str:
    """Return the address of the same page in `language`, with the query kept."""
    path = request.get_full_path()
    if translation.get_language_from_path(request.path_info):
        return translate_url(path, language)
    query = request.GET.copy()
    query[QUERY] = language
    # Two slashes at the start would lead to another site.
    return f"{escape_leading_slashes(request.path)}?{urlencode(query, doseq=True)}"
