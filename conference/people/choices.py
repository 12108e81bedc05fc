"""What an event asks of a person besides name and address, and the languages that somebody may speak."""

from typing import Final

from django.db import models
from django.utils.translation import gettext_lazy as _


class Asked(models.TextChoices):
    """Whether a form has a field."""

    HIDDEN = "hidden", _("not asked")
    OPTIONAL = "optional", _("asked")
    REQUIRED = "required", _("must be filled in")


# Every field that an event decides about, in the order of the form, and what holds until it has decided.
ASKABLE: Final[dict[str, Asked]] = {
    "patronymic": Asked.OPTIONAL,
    "latin_name": Asked.OPTIONAL,
    "badge_name": Asked.OPTIONAL,
    "honorific": Asked.OPTIONAL,
    "phone": Asked.OPTIONAL,
    "country": Asked.REQUIRED,
    "town": Asked.OPTIONAL,
    "region": Asked.OPTIONAL,
    "citizenship": Asked.OPTIONAL,
    "spoken_languages": Asked.OPTIONAL,
    "organisation": Asked.OPTIONAL,
    "post": Asked.OPTIONAL,
    "degree": Asked.OPTIONAL,
}
# Not everybody has these, so nobody is kept out for want of them; a Latin name is proposed where it is left empty.
NEVER_REQUIRED: Final = frozenset({"patronymic", "latin_name", "badge_name", "honorific", "degree"})

# ISO 639-1. Those that most guests from the region speak come first; the rest follows the reader's alphabet.
USUAL_LANGUAGES: Final = ("kk", "ru", "en")
LANGUAGES: Final = (
    *USUAL_LANGUAGES,
    *(
        "ar az ba be bg bn cs cv da de el es et fa fi fr he hi hr hu hy id it ja ka ko ku ky lt lv mn ms nl no pl ps "
        "pt ro sk sl sq sr sv ta te tg th tk tr tt ug uk ur uz vi zh"
    ).split(),
)
