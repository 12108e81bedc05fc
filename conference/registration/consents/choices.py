"""What is agreed to, and by which way."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class ConsentKind(models.TextChoices):
    """What a consent is about. Personal data are processed at every event, with one consent that is required."""

    DATA = "data", _("processing of personal data")
    PICTURES = "pictures", _("photographs and recordings")
    NEWS = "news", _("letters about other events")
    OTHER = "other", _("something else")


class How(models.TextChoices):
    """By which way a guest agreed."""

    FORM = "form", _("in the form")
    TEAM = "team", _("told the team")
    API = "api", _("through the API")
