"""Persons and organisations as one event knows them. Both belong to the event: another event never sees them."""

from django.conf import settings
from django.core.validators import URLValidator
from django.db import models
from django.db.models import F, Q
from django.db.models.functions import Upper
from django.utils.translation import gettext_lazy as _
from django_countries.fields import CountryField
from i18nfield.fields import I18nCharField
from phonenumber_field.modelfields import PhoneNumberField

from conference.core.findable import Findable, FindableManager
from conference.core.ids import CODE_LENGTH, Coded
from conference.core.scoping import EventManager
from conference.core.text.localized import localized, translations
from conference.people.choices import ASKABLE, NEVER_REQUIRED, Asked
from conference.people.identifiers import check_isil, check_ror
from conference.people.names import full_name, is_latin, latin_name, name_key


class Organisation(Coded, Findable):
    """An institution that people come from: a library, a university, a society."""

    event = models.ForeignKey("conference.Event", on_delete=models.CASCADE, related_name="+")
    name = I18nCharField(_("name"), max_length=300)
    short_name = I18nCharField(_("short name"), max_length=100, blank=True, default="")
    town = models.CharField(_("town"), max_length=100, blank=True)
    region = models.CharField(_("region"), max_length=100, blank=True)
    country = CountryField(_("country"), blank=True, default="")
    isil = models.CharField("ISIL", max_length=16, blank=True, validators=[check_isil])
    ror = models.CharField("ROR", max_length=9, blank=True, validators=[check_ror])
    website = models.URLField(_("website"), blank=True, validators=[URLValidator(["http", "https"])])
    is_known = models.BooleanField(_("offered to guests"), default=False)

    objects = FindableManager()

    class Meta:
        verbose_name = _("organisation")
        indexes = [models.Index(fields=["event", "sort_ru"])]
        constraints = [
            # ISO 15511: identifiers that differ only in case are the same.
            models.UniqueConstraint(
                F("event"),
                Upper("isil"),
                condition=~Q(isil=""),
                name="organisation_isil_once",
                violation_error_message=_("Another organisation has this ISIL."),
            ),
            models.UniqueConstraint(
                fields=["event", "ror"],
                condition=~Q(ror=""),
                name="organisation_ror_once",
                violation_error_message=_("Another organisation has this ROR identifier."),
            ),
        ]

    def __str__(self) -> str:
        return localized(self.name)

    def name_in(self, language: str) -> str:
        """Return the organisation's name for a reader of `language`."""
        return localized(self.name, language)

    def search_parts(self) -> list[str]:
        """Return the names in every language, the place and the identifiers."""
        names = [*translations(self.name).values(), *translations(self.short_name).values()]
        return [*names, self.town, self.region, self.isil, self.ror]


class Person(Coded, Findable):
    """Somebody at an event. A name is one word or four, in any script; only one of its parts is required."""

    event = models.ForeignKey("conference.Event", on_delete=models.CASCADE, related_name="+")
    user = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="people")
    honorific = models.CharField(_("form of address"), max_length=50, blank=True)
    family_name = models.CharField(_("family name"), max_length=100, blank=True)
    given_name = models.CharField(_("given name"), max_length=100)
    patronymic = models.CharField(_("patronymic"), max_length=100, blank=True)
    latin_name = models.CharField(_("name in Latin letters"), max_length=200, blank=True)
    badge_name = models.CharField(_("name on the badge"), max_length=100, blank=True)
    degree = models.CharField(_("academic degree"), max_length=100, blank=True)
    post = models.CharField(_("post"), max_length=200, blank=True)
    organisation = models.ForeignKey(
        Organisation, null=True, blank=True, on_delete=models.SET_NULL, related_name="people"
    )
    email = models.EmailField(_("e-mail"), blank=True)
    phone = PhoneNumberField(_("phone"), blank=True, default="")
    country = CountryField(_("country"), blank=True, default="")
    citizenship = CountryField(_("citizenship"), blank=True, default="")
    region = models.CharField(_("region"), max_length=100, blank=True)
    town = models.CharField(_("town"), max_length=100, blank=True)
    spoken_languages = models.JSONField(_("languages spoken"), default=list, blank=True)
    language = models.CharField(_("language of mails"), max_length=5, choices=settings.LANGUAGES, default="ru")
    photo = models.ImageField(_("photograph"), upload_to="photos/", blank=True)
    is_key_person = models.BooleanField(_("shown on the event's home page"), default=False)
    created_at = models.DateTimeField(auto_now_add=True)
    erased_at = models.DateTimeField(null=True, editable=False, help_text="when what is personal was emptied")
    name_key = models.CharField(max_length=250, editable=False, default="")

    objects = FindableManager()

    STORED_KEYS = (*Findable.STORED_KEYS, "name_key")

    class Meta:
        verbose_name = _("person")
        indexes = [
            models.Index(fields=["event", "sort_ru"]),
            models.Index(fields=["event", "email"]),
            models.Index(fields=["event", "name_key"]),
            # Whence people come is asked for by each page with filters; the index alone answers it.
            models.Index(fields=["event", "country", "region", "organisation"], name="person_places"),
        ]
        constraints = [
            models.UniqueConstraint(
                fields=["event", "user"], condition=models.Q(user__isnull=False), name="person_one_for_each_account"
            )
        ]

    def __str__(self) -> str:
        return self.full_name

    @property
    def full_name(self) -> str:
        """The name as it is written in its own script."""
        return full_name(self.family_name, self.given_name, self.patronymic)

    @property
    def name_on_badge(self) -> str:
        """What the person wants to be called, else given and family name."""
        return self.badge_name or f"{self.given_name} {self.family_name}".strip()

    def name_in(self, language: str) -> str:
        """Return the name with the family name first; English lists have it in Latin letters."""
        if language == "en" and not is_latin(self.full_name):
            *given, family = (self.latin_name or latin_name(self.family_name, self.given_name)).split() or [""]
            return f"{family} {' '.join(given)}".strip()
        return f"{self.family_name} {self.given_name} {self.patronymic}".strip()

    def shown_name(self, language: str) -> str:
        """Return the name for a page in `language`: English pages show the Latin form of a Cyrillic name."""
        if language != "en" or is_latin(self.full_name):
            return self.full_name
        return self.latin_name or latin_name(self.family_name, self.given_name)

    def signed_name(self, language: str) -> str:
        """Return the name below a signature: «А. С. Ахметова»; in English the name in Latin letters."""
        if language == "en" or is_latin(self.full_name) or not self.family_name:
            return self.shown_name("en")
        letters = [f"{part[0]}." for part in (self.given_name, self.patronymic) if part]
        return " ".join([*letters, self.family_name])

    def search_parts(self) -> list[str]:
        """Return every form of the name, the address and the institution."""
        organisation = self.organisation.search_parts() if self.organisation else []
        own = [self.full_name, self.latin_name, self.badge_name, self.email, self.post, self.town, self.region]
        return [*own, *organisation]

    def fill_keys(self) -> None:
        """Compute the stored keys, also the one that is equal for one name in every script and order."""
        super().fill_keys()
        self.name_key = name_key(self.family_name, self.given_name)

    @property
    def organisation_code(self) -> str:
        """The code of the organisation, "" without one."""
        return self.organisation.code if self.organisation else ""


class NotTheSame(models.Model):
    """Two persons or two organisations, by their codes in order, that the team looked at: they are not one."""

    event = models.ForeignKey("conference.Event", on_delete=models.CASCADE, related_name="+")
    one = models.CharField(max_length=CODE_LENGTH)
    other = models.CharField(max_length=CODE_LENGTH)

    objects = EventManager()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["event", "one", "other"], name="not_the_same_once"),
            models.CheckConstraint(condition=Q(one__lt=F("other")), name="not_the_same_in_order"),
        ]

    def __str__(self) -> str:
        return f"{self.one} ≠ {self.other}"


class AskedField(models.Model):
    """What one event decided about one field of the form of a person; fields without a row keep to `ASKABLE`."""

    event = models.ForeignKey("conference.Event", on_delete=models.CASCADE, related_name="+")
    field = models.CharField(max_length=20)
    asked = models.CharField(max_length=10, choices=Asked)

    objects = EventManager()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["event", "field"], name="asked_field_once"),
            models.CheckConstraint(condition=Q(field__in=list(ASKABLE)), name="asked_field_known"),
            models.CheckConstraint(condition=Q(asked__in=Asked.values), name="asked_known"),
            models.CheckConstraint(
                condition=~Q(field__in=sorted(NEVER_REQUIRED), asked=Asked.REQUIRED), name="asked_of_everybody"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.field}: {self.get_asked_display()}"
