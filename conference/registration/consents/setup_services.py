"""What the team decides about consents: which there are, and their words."""

from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from conference.accounts.models import User
from conference.core.activity import services as activity
from conference.core.text.localized import translations
from conference.events.models import Event
from conference.registration.consents.choices import ConsentKind
from conference.registration.consents.models import Agreement, Consent, ConsentVersion
from conference.registration.consents.words import describe_actions

describe_actions()

CONSENT_FIELDS = ("kind", "is_required", "is_asked", "position")
WORDS = ("title", "text")


@transaction.atomic
def save_consent(*, event: Event, by: User, consent: Consent | None, title: Any, text: Any, **fields: Any) -> Consent:
    """Create or change a consent; other words are a new version. Raises ValidationError.

    What a consent is about stays; the one to the processing of data is always asked and required.
    """
    stored = Consent.objects.select_for_update().get(pk=consent.pk) if consent else Consent(event=event)
    before = activity.snapshot(stored, CONSENT_FIELDS) if consent else {}
    for name, value in fields.items():
        setattr(stored, name, value)
    if consent and stored.kind != before["kind"]:
        raise ValidationError({"kind": _("What guests agreed to stays what it is. Add another consent instead.")})
    if stored.kind == ConsentKind.DATA:
        stored.is_required = stored.is_asked = True
    stored.full_clean(exclude=["event"])
    stored.save()
    after = activity.snapshot(stored, CONSENT_FIELDS)
    published = _publish(stored, title, text)
    names = {"consent": str(published), "version": published.number} if published else {}
    action = "consent_created" if not consent else "consent_published" if published else "consent_changed"
    activity.record(by=by, action=action, target=stored, event=event, before=before, after=after | names)
    return stored


@transaction.atomic
def remove_consent(*, consent: Consent, by: User) -> None:
    """Remove a consent that nobody gave. Raises ValidationError otherwise, and for the one that is always asked."""
    if consent.is_to_processing:
        raise ValidationError(_("Without the consent to the processing of data nobody can be registered."))
    if Agreement.objects.filter(version__consent=consent).exists():
        raise ValidationError(_("Guests have given this consent. Ask it no longer instead of removing it."))
    last = consent.versions.first()
    activity.record(
        by=by, action="consent_removed", target=consent, event=consent.event, before={"consent": str(last or "")}
    )
    consent.delete()


def _publish(consent: Consent, title: Any, text: Any) -> ConsentVersion | None:
    """Make the next version where the words differ from those of today, the consent being locked or new."""
    last = consent.versions.order_by("-number").first()
    same = last and all(
        translations(getattr(last, name)) == translations(new) for name, new in zip(WORDS, (title, text), strict=True)
    )
    if same:
        return None
    version = ConsentVersion(consent=consent, number=last.number + 1 if last else 1, title=title, text=text)
    version.full_clean(exclude=["consent"])
    version.save()
    return version
