"""Words of a volume."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class PageFormat(models.TextChoices):
    """Size of the page."""

    A4 = "a4", "A4"
    A5 = "a5", "A5"


class ContentsAt(models.TextChoices):
    """Where the contents stand: both are usual, by house."""

    FRONT = "front", _("at the front")
    BACK = "back", _("at the back")


class Licence(models.TextChoices):
    """What readers may do. The names of the licences are not translated."""

    CC_BY = "CC-BY-4.0", "CC BY 4.0"
    CC_BY_SA = "CC-BY-SA-4.0", "CC BY-SA 4.0"
    CC_BY_NC = "CC-BY-NC-4.0", "CC BY-NC 4.0"
    CC_BY_NC_ND = "CC-BY-NC-ND-4.0", "CC BY-NC-ND 4.0"
    RESERVED = "reserved", _("All rights reserved")

    @property
    def url(self) -> str:
        """The licence's own page; none where all rights are reserved."""
        kind = self.value.removeprefix("CC-").removesuffix("-4.0").lower()
        return "" if self is Licence.RESERVED else f"https://creativecommons.org/licenses/{kind}/4.0/"
