"""The public page that says whether a letter is genuine. It tells nothing that is not on the paper."""

from http import HTTPStatus

from allauth.core.internal import ratelimit  # the public door counts no page that is only read
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render

from conference.core.caching import unlisted
from conference.events.access import public
from conference.letters.queries import letter_proved_by

HERE = "conference/letters/public/"
LONGEST_CODE = 40


@public
def verify_form(request: HttpRequest) -> HttpResponse:
    """Ask for the code that stands on the letter."""
    if typed := request.GET.get("code", "").strip()[:LONGEST_CODE]:
        code = "".join(sign for sign in typed if sign.isalnum() or sign == "-")
        return redirect("verify_letter", code=code or "-")
    return unlisted(render(request, HERE + "verify.html", {"asks": True}))


@public
def verify_letter(request: HttpRequest, code: str) -> HttpResponse:
    """Say whether the letter with this code is genuine, and whether it is still valid."""
    if not ratelimit.consume(request, app="allauth.account", action="verify_letter", limit_get=True):
        return unlisted(
            render(request, HERE + "verify.html", {"is_too_many": True}, status=HTTPStatus.TOO_MANY_REQUESTS)
        )
    letter = letter_proved_by(code[:LONGEST_CODE])
    status = HTTPStatus.OK if letter else HTTPStatus.NOT_FOUND
    context = {"letter": letter, "code": code[:LONGEST_CODE], "replaced_by": getattr(letter, "replaced_by", None)}
    return unlisted(render(request, HERE + "verify.html", context, status=status))
