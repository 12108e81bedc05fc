"""Letters in bulk, as background work."""

from typing import Any

from django.core.exceptions import ValidationError
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext
from django_scopes import scope

from conference.accounts.models import User
from conference.core.jobs import services as jobs
from conference.core.sealing import SealError
from conference.letters import queries, services
from conference.letters.models import LetterRequest
from conference.letters.rules import LETTERS_ISSUE, may_issue

FAULTS = (
    services.AlreadyDecidedError,
    services.NoTemplateError,
    services.NoPassportError,
    SealError,
    ValidationError,
)


@jobs.handles(queries.ISSUE_JOB, gettext_lazy("Letters"), LETTERS_ISSUE)
def issue_letters(run: jobs.Run, *, codes: list[str]) -> dict[str, Any]:
    """Issue the letters one by one; those that cannot be issued wait on, and the rest go out."""
    event, by = run.job.event, run.job.started_by
    if event is None or by is None:
        raise jobs.UserError(_("Letters belong to an event, and somebody issues them."))
    left = 0
    with scope(event=event):
        for done, code in enumerate(codes, start=1):
            left += not _issued(code, by)
            run.progress(done, len(codes), _left(left))
    if left == len(codes):
        raise jobs.UserError(_("No letter could be issued. Open a request to see what it lacks."))
    url = reverse("manage:letter_register", kwargs={"event": event.slug})
    return {"count": len(codes) - left, "left": left, "url": url, "label": _("Open the register")}


def _issued(code: str, by: User) -> bool:
    request = LetterRequest.objects.select_related("event").get(code=code)
    if not may_issue(by, request.event, request.kind):
        return False
    try:
        services.issue_letter(request=request, by=by)
    except FAULTS:
        return False
    return True


def _left(left: int) -> str:
    if not left:
        return ""
    text = ngettext("%(n)s request could not be fulfilled.", "%(n)s requests could not be fulfilled.", left)
    return text % {"n": left}
