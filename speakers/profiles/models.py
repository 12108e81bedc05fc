"""What a speaker tells about themselves at one event."""

import re

from django.core.exceptions import ValidationError
from django.db import models
from django.utils.translation import gettext_lazy as _
from i18nfield.fields import I18nTextField

from conference.core.scoping import EventManager, M_co
from conference.people.models import Person

ORCID_SHAPE = re.compile(r"\d{4}-\d{4}-\d{4}-\d{3}[\dX]")


def check_orcid(value: str) -> None:
    """Raise ValidationError unless `value` is an ORCID iD whose last sign fits (ISO/IEC 7064, MOD 11-2)."""
    if ORCID_SHAPE.fullmatch(value):
        total = 0
        for digit in value.replace("-", "")[:-1]:
            total = (total + int(digit)) * 2
        if "0123456789X"[(12 - total % 11) % 11] == value[-1]:
            return
    raise ValidationError(_("This is not an ORCID iD. An example: 0000-0002-1825-0097."))


class OfPerson(EventManager[M_co]):
    """Found through the person."""

    path = "person__event"


class Profile(models.Model):
    """Biography and identifiers of a person who speaks; the photograph is the person's own."""

    person = models.OneToOneField(Person, on_delete=models.CASCADE, related_name="profile")
    biography = I18nTextField(_("biography"), blank=True, default="")
    orcid = models.CharField("ORCID", max_length=19, blank=True, validators=[check_orcid])
    links = models.JSONField(_("links"), default=list, blank=True)
    changed_at = models.DateTimeField(auto_now=True)

    objects = OfPerson()

    class Meta:
        verbose_name = _("profile")

    def __str__(self) -> str:
        return str(self.person)
