"""Reading consents: what is asked now, what a guest agreed to, and how many agreed to which version."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from django.db.models import Count, OuterRef, Prefetch, QuerySet, Subquery
from django.utils import translation
from django.utils.translation import gettext, gettext_noop
from i18nfield.strings import LazyI18nString

from conference.core.prepared import PreparedQuery
from conference.core.text.localized import LANGUAGE_CODES
from conference.events.models import Event
from conference.registration.choices import State
from conference.registration.consents.choices import ConsentKind
from conference.registration.consents.models import Agreement, Consent, ConsentVersion
from conference.registration.models import Registration

AGREE = gettext_noop("I agree to the processing of my personal data for this event")


def _in_every_language(text: str) -> LazyI18nString:
    texts = {}
    for code in LANGUAGE_CODES:
        with translation.override(code):
            texts[code] = gettext(text)
    return LazyI18nString(texts)


def default_version(event: Event) -> ConsentVersion:
    """Return the consent to the processing of data in our own words, not stored: the team has written none yet."""
    consent = Consent(event=event, kind=ConsentKind.DATA, is_required=True)
    return ConsentVersion(consent=consent, number=1, title=_in_every_language(AGREE))


def current_versions(event: Event) -> list[ConsentVersion]:
    """Return every consent of the event in the words of today, in its order; the one to the processing of data always.

    One query.
    """
    found = _current.rows(event.pk)
    if not any(version.consent.is_to_processing for version in found):
        found.insert(0, default_version(event))
    return found


def _latest(event: int) -> QuerySet[ConsentVersion]:
    latest = ConsentVersion.objects.filter(consent=OuterRef("consent")).order_by("-number").values("pk")[:1]
    rows = ConsentVersion.objects.filter(consent__event=event, pk=Subquery(latest)).select_related("consent")
    return rows.order_by("consent__position", "consent__pk")


_current: PreparedQuery[ConsentVersion] = PreparedQuery(_latest, scoped=True)


def asked(event: Event) -> list[ConsentVersion]:
    """Return what a guest who registers now is asked to agree to."""
    return [version for version in current_versions(event) if version.consent.is_asked]


@dataclass(frozen=True)
class Said:
    """What one guest said to one consent: `agreed` is the last word given, withdrawn or not; `now` today's words."""

    consent: Consent
    now: ConsentVersion | None
    agreed: Agreement | None

    @property
    def version(self) -> ConsentVersion:
        """The words to show: those agreed to, else those of today."""
        shown = self.agreed.version if self.agreed else self.now
        assert shown is not None, "there is one of the two"
        return shown

    @property
    def is_given(self) -> bool:
        """Whether the guest's word stands."""
        return self.agreed is not None and self.agreed.withdrawn_at is None

    @property
    def is_older(self) -> bool:
        """Whether the words have changed since."""
        return self.is_given and self.now is not None and self.version.pk != self.now.pk

    @property
    def may_withdraw(self) -> bool:
        """Whether the guest may take back the word and stay registered."""
        return self.is_given and not self.consent.is_required

    @property
    def may_agree(self) -> bool:
        """Whether the guest may still agree to what is asked today."""
        return self.now is not None and self.consent.is_asked and (not self.is_given or self.is_older)


def said_by(registration: Registration) -> list[Said]:
    """Return what a guest said to each consent of the event, also to those no longer asked. Two queries."""
    given = last_words(registration)
    found = [
        Said(version.consent, version, given.pop(version.consent_id, None))
        for version in current_versions(registration.event)
        if version.pk
    ]
    return [one for one in found if one.agreed or one.consent.is_asked]


def last_words(registration: Registration) -> dict[int, Agreement]:
    """Return by consent what a guest agreed to last; what stands goes before what was withdrawn."""
    rows = with_versions(registration)
    return {row.version.consent_id: row for row in sorted(rows, key=lambda row: (row.withdrawn_at is None, row.pk))}


def with_versions(registration: Registration) -> list[Agreement]:
    """Return all that a guest agreed to, with the words; without a query where they are known."""
    if registration.known_agreements is not None:
        return list(registration.known_agreements)
    if "agreements" in getattr(registration, "_prefetched_objects_cache", {}):
        return list(registration.agreements.all())
    return _agreements.rows(registration.event_id, registration.pk)


_agreements: PreparedQuery[Agreement] = PreparedQuery(
    lambda event, registration: Agreement.objects.filter(registration=registration).select_related("version__consent"),
    scoped=True,
)


def with_agreements() -> Prefetch[str]:
    """Return what to prefetch for many registrations, so that what they agreed to costs one query."""
    return Prefetch("agreements", Agreement.objects.select_related("version__consent"))


def standing() -> QuerySet[Agreement]:
    """Return the words of registered guests that stand."""
    return Agreement.objects.filter(withdrawn_at=None, registration__state=State.CONFIRMED)


def counts_by_version(event: Event) -> Mapping[int, int]:
    """Return by version how many registered guests stand by it."""
    rows = standing().filter(version__consent__event=event).order_by().values("version").annotate(n=Count("pk"))
    return {row["version"]: row["n"] for row in rows}


def guests_by_number(consent: Consent) -> QuerySet[Any]:
    """Return the registered guests with `agreed_to`, the newest version of a consent that they stand by, else None."""
    own = Agreement.objects.filter(registration=OuterRef("pk"), withdrawn_at=None, version__consent=consent.pk)
    newest = own.order_by("-version__number").values("version__number")[:1]
    rows = Registration.objects.filter(event=consent.event_id, state=State.CONFIRMED)
    return rows.select_related("person__organisation", "category").annotate(agreed_to=Subquery(newest))


def older_only(consent: Consent, number: int) -> QuerySet[Any]:
    """Return the registered guests who agreed to an earlier version than `number` and to none since."""
    return guests_by_number(consent).filter(agreed_to__lt=number)


def counts_of(consent: Consent, number: int) -> dict[str, int]:
    """Return how many registered guests agreed to version `number`, to an older one only, and to none."""
    rows = guests_by_number(consent).order_by().values("agreed_to").annotate(n=Count("pk"))
    found: dict[str, int] = {"current": 0, "older": 0, "none": 0}
    for row in rows:
        to = row["agreed_to"]
        key = "none" if to is None else "current" if to >= number else "older"
        found[key] += row["n"]
    return found
