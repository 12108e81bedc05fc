"""An author as they are named in an abstract or an article: what both have in common."""

from typing import Any

from django.db import models
from django.utils.translation import gettext_lazy as _
from django_countries.fields import CountryField

from conference.people.names import full_name, initials


class NamedAuthor(models.Model):
    """Somebody who wrote something, in the order in which they are named. A given name is all that everybody has."""

    position = models.PositiveSmallIntegerField(default=0)
    family_name = models.CharField(_("family name"), max_length=100, blank=True)
    given_name = models.CharField(_("given name"), max_length=100)
    patronymic = models.CharField(_("patronymic"), max_length=100, blank=True)
    organisation = models.CharField(_("organisation"), max_length=300, blank=True)
    town = models.CharField(_("town"), max_length=100, blank=True)
    country = CountryField(_("country"), blank=True, default="")
    email = models.EmailField(_("e-mail"), blank=True)

    TYPED: tuple[str, ...] = ()  # the fields that somebody can type, in their order

    class Meta:
        abstract = True

    def __str__(self) -> str:
        return self.full_name

    @property
    def full_name(self) -> str:
        """The name as it is written in its own script."""
        return full_name(self.family_name, self.given_name, self.patronymic)

    @property
    def short_name(self) -> str:
        """Family name and initials, as lists and running heads have it."""
        return initials(self.family_name, self.given_name, self.patronymic)

    def values(self) -> dict[str, Any]:
        """Return what somebody can type about an author."""
        return {name: getattr(self, name) for name in self.TYPED}
