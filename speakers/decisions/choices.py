"""What the committee may decide."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from speakers.submissions.choices import State


class Outcome(models.TextChoices):
    """The values are the states in which a submission then is."""

    ACCEPTED = State.ACCEPTED.value, _("Accepted")
    DECLINED = State.DECLINED.value, _("Declined")
