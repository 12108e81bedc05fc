"""Consents with a first version. They need an open scope."""

from typing import Any

from conference.core.text.localized import i18n
from conference.events.models import Event
from conference.registration.consents.choices import ConsentKind
from conference.registration.consents.models import Consent, ConsentVersion


def consent_to(event: Event, title: str = "Согласие на съёмку", *, text: str = "Для отчёта.", **fields: Any) -> Consent:
    """Make a consent that is asked, with these Russian words."""
    consent = Consent.objects.create(event=event, **{"kind": ConsentKind.PICTURES, **fields})
    add_version(consent, title, text)
    return consent


def add_version(consent: Consent, title: str = "Новый текст", text: str = "Иначе.") -> ConsentVersion:
    """Publish other words."""
    number = consent.versions.count() + 1
    return ConsentVersion.objects.create(consent=consent, number=number, title=i18n(ru=title), text=i18n(ru=text))
