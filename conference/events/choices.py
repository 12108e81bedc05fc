"""Words of the event: roles of the team and the accents an event may choose."""

from django.db import models
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy


class Role(models.TextChoices):
    """What somebody of the team may do; one person may have several.

    The owner may do everything but read passports: that is the visa officer's alone.
    """

    OWNER = "owner", _("Owner")
    CHAIR = "chair", _("Programme chair")
    REVIEWER = "reviewer", _("Reviewer")
    REGISTRAR = "registrar", _("Registrar")
    CHECKIN = "checkin", pgettext_lazy("role", "Check-in")
    VISA = "visa", _("Visa officer")
    MODERATOR = "moderator", _("Moderator")
    RAPPORTEUR = "rapporteur", _("Rapporteur")
    EDITOR = "editor", _("Proceedings editor")


class Accent(models.TextChoices):
    """The one colour of an event's pages; each has its pair in tokens.css, checked for contrast in light and dark."""

    TURQUOISE = "turquoise", _("Turquoise")
    INDIGO = "indigo", _("Indigo")
    BERRY = "berry", _("Berry")
    MOSS = "moss", _("Moss green")
    AMBER = "amber", _("Amber")
