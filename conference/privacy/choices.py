"""States of a request for erasure, and how an erasure came about."""

from django.db import models
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy


class RequestState(models.TextChoices):
    """open → done, refused by the team, or withdrawn by who asked."""

    OPEN = "open", pgettext_lazy("request for erasure", "Waiting")
    DONE = "done", pgettext_lazy("request for erasure", "Erased")
    REFUSED = "refused", pgettext_lazy("request for erasure", "Refused")
    WITHDRAWN = "withdrawn", pgettext_lazy("request for erasure", "Withdrawn")


TRANSITIONS: dict[str, frozenset[str]] = {
    RequestState.OPEN: frozenset({RequestState.DONE, RequestState.REFUSED, RequestState.WITHDRAWN}),
    RequestState.DONE: frozenset(),
    RequestState.REFUSED: frozenset(),
    RequestState.WITHDRAWN: frozenset(),
}


class Cause(models.TextChoices):
    """Why data were erased."""

    REQUEST = "request", _("by request")
    SCHEDULE = "schedule", _("on schedule")
