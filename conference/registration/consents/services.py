"""Keeping what guests agree to and withdraw."""

from collections.abc import Sequence

from django.db import transaction
from django.db.models import QuerySet
from django.utils import timezone

from conference.accounts.models import User
from conference.core.activity import services as activity
from conference.registration.choices import State
from conference.registration.consents.choices import ConsentKind, How
from conference.registration.consents.models import Agreement, Consent, ConsentVersion
from conference.registration.consents.words import describe_actions
from conference.registration.models import Registration

describe_actions()


class RequiredConsentError(Exception):
    """Without this consent there is no registration: it is withdrawn by cancelling."""


def keep_agreements(*, registration: Registration, versions: Sequence[ConsentVersion], how: How) -> None:
    """Store what a guest who registers agreed to; called inside the transaction that makes the registration."""
    rows = [Agreement(registration=registration, version=stored(version), how=how) for version in versions]
    registration.known_agreements = Agreement.objects.bulk_create(rows)


def stored(version: ConsentVersion) -> ConsentVersion:
    """Return the version as a row: our own words become one when somebody agrees to them, once in any race.

    Stored without a signal, because a guest changes nothing of the form: those who know it without the row store none.
    """
    if version.pk:
        return version
    wanted = version.consent
    Consent.objects.bulk_create([wanted], ignore_conflicts=True)
    consent = Consent.objects.get(event=wanted.event_id, kind=ConsentKind.DATA)
    words = ConsentVersion(consent=consent, number=version.number, title=version.title, text=version.text)
    ConsentVersion.objects.bulk_create([words], ignore_conflicts=True)
    return ConsentVersion.objects.get(consent=consent, number=version.number)


@transaction.atomic
def agree(*, registration: Registration, version: ConsentVersion, how: How, by: User | None = None) -> bool:
    """Note that a registered guest agrees to a version; returns False when that was known or they are cancelled."""
    locked = _locked(registration)
    if locked.state != State.CONFIRMED or _standing(locked, version.consent).filter(version=version).exists():
        return False
    Agreement.objects.create(registration=locked, version=version, how=how)
    _note("consent_given", locked, version, by)
    return True


@transaction.atomic
def withdraw(*, registration: Registration, consent: Consent, by: User | None = None) -> bool:
    """Note that a guest withdrew an optional consent; returns False when none stood. Raises RequiredConsentError."""
    if consent.is_required:
        raise RequiredConsentError
    locked = _locked(registration)
    last = _standing(locked, consent).select_related("version").order_by("version__number").last()
    if last is None:
        return False
    _standing(locked, consent).update(withdrawn_at=timezone.now())
    _note("consent_withdrawn", locked, last.version, by)
    return True


def _locked(registration: Registration) -> Registration:
    Registration.objects.select_for_update().only("pk").get(pk=registration.pk)
    return Registration.objects.select_related("person", "event").get(pk=registration.pk)


def _standing(registration: Registration, consent: Consent) -> QuerySet[Agreement]:
    return Agreement.objects.filter(registration=registration, version__consent=consent, withdrawn_at=None)


def _note(action: str, registration: Registration, version: ConsentVersion, by: User | None) -> None:
    words = {"consent": str(version), "version": version.number}
    activity.record(by=by, action=action, target=registration, event=registration.event, after=words)
