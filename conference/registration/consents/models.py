"""Consents of an event, the versions of their texts, and which guest agreed to which."""

from typing import Any

from django.db import models
from django.db.models import F, Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from i18nfield.fields import I18nCharField, I18nTextField

from conference.core.ids import Coded
from conference.core.scoping import EventManager, M_co
from conference.core.text.localized import localized
from conference.registration.consents.choices import ConsentKind, How


class OfConsent(EventManager[M_co]):
    """A version belongs to the event through its consent."""

    path = "consent__event"


class OfRegistration(EventManager[M_co]):
    """What a guest agreed to belongs to the event through the registration."""

    path = "registration__event"


class Consent(Coded):
    """Something that guests are asked to agree to. Its words stand in its versions."""

    event = models.ForeignKey("conference.Event", on_delete=models.CASCADE, related_name="+")
    kind = models.CharField(_("it is about"), max_length=10, choices=ConsentKind, default=ConsentKind.OTHER)
    is_required = models.BooleanField(_("nobody registers without it"), default=False)
    is_asked = models.BooleanField(_("is asked"), default=True)
    position = models.PositiveSmallIntegerField(_("order"), default=0)

    objects = EventManager()

    class Meta:
        verbose_name = _("consent")
        ordering = ["position", "pk"]
        constraints = [
            models.CheckConstraint(condition=Q(kind__in=ConsentKind.values), name="consent_kind_known"),
            models.UniqueConstraint(
                fields=["event"], condition=Q(kind=ConsentKind.DATA), name="consent_to_processing_once"
            ),
            models.CheckConstraint(
                condition=~Q(kind=ConsentKind.DATA) | Q(is_required=True, is_asked=True),
                name="consent_to_processing_always_asked",
            ),
        ]

    def __str__(self) -> str:
        return f"consent {self.code}"

    @property
    def is_to_processing(self) -> bool:
        """Whether it is the one without which there is no registration to keep."""
        return self.kind == ConsentKind.DATA


class ConsentVersion(models.Model):
    """The words of a consent from a moment on. What somebody agreed to is never changed."""

    consent = models.ForeignKey(Consent, on_delete=models.CASCADE, related_name="versions")
    number = models.PositiveSmallIntegerField()
    title = I18nCharField(_("what the guest ticks"), max_length=300)
    text = I18nTextField(_("explanation"), blank=True, default="")
    published_at = models.DateTimeField(default=timezone.now)

    objects = OfConsent()

    class Meta:
        verbose_name = _("version of a consent")
        ordering = ["consent", "-number"]
        constraints = [
            models.UniqueConstraint(fields=["consent", "number"], name="consent_version_number_once"),
            models.CheckConstraint(condition=Q(number__gte=1), name="consent_version_number_from_one"),
        ]

    def __str__(self) -> str:
        return localized(self.title)

    def save(self, *args: Any, **kwargs: Any) -> None:
        """Add the row; a stored one is never changed."""
        if not self._state.adding:
            raise TypeError("A version of a consent is never changed.")
        super().save(*args, **kwargs)


class Agreement(models.Model):
    """A guest's word. Who withdraws it and agrees again has two rows."""

    registration = models.ForeignKey("conference.Registration", on_delete=models.CASCADE, related_name="agreements")
    version = models.ForeignKey(ConsentVersion, on_delete=models.PROTECT, related_name="agreements")
    agreed_at = models.DateTimeField(default=timezone.now)
    withdrawn_at = models.DateTimeField(null=True)
    how = models.CharField(max_length=4, choices=How, default=How.FORM)

    objects = OfRegistration()

    class Meta:
        verbose_name = _("given consent")
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["registration", "version"], condition=Q(withdrawn_at=None), name="agreement_once"
            ),
            models.CheckConstraint(condition=Q(how__in=How.values), name="agreement_way_known"),
            models.CheckConstraint(
                condition=Q(withdrawn_at=None) | Q(withdrawn_at__gte=F("agreed_at")),
                name="agreement_withdrawn_after_it_was_given",
            ),
        ]

    def __str__(self) -> str:
        return str(self.version)
