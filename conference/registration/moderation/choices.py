"""What of a registration may wait for the team's word, and how far a wish to change it came."""

from typing import Final

from django.db import models
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy


class Topic(models.TextChoices):
    """Things that belong together; contacts, visibility and the word to the organisers always change at once."""

    NAME = "name", pgettext_lazy("of a person", "Name")
    ORGANISATION = "organisation", _("Organisation, post and degree")
    ORIGIN = "origin", _("Country, town and languages")
    CATEGORY = "category", _("Category")
    MODE = "mode", _("Participation")
    ANSWERS = "answers", _("Answers")


CODE: Final = "organisation_code"  # which of several organisations of one name is meant
# Fields of the person by topic; `organisation` is its name as typed.
FIELDS: Final[dict[str, tuple[str, ...]]] = {
    Topic.NAME: ("honorific", "family_name", "given_name", "patronymic", "latin_name", "badge_name"),
    Topic.ORGANISATION: ("organisation", CODE, "post", "degree"),
    Topic.ORIGIN: ("country", "citizenship", "region", "town", "spoken_languages"),
}


class ChangeState(models.TextChoices):
    """How far a wish came; all but the first are its end."""

    WAITING = "waiting", _("Awaits the organisers")
    AGREED = "agreed", _("Agreed")
    DECLINED = "declined", _("Declined")
    WITHDRAWN = "withdrawn", _("Taken back by the guest")
    ENDED = "ended", _("Ended with the registration")
