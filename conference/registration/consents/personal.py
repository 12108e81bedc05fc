"""What a guest agreed to: kept, because it proves by what right their data were processed."""

from collections.abc import Iterator

from django.utils.translation import gettext as _

from conference.core.personal import Record, Subject, item, record_of
from conference.core.text.localized import localized, translations
from conference.registration.consents.models import Agreement
from conference.registration.queries import registrations_at


def collect(subject: Subject) -> Iterator[Record]:
    """Yield what was agreed to, with the very words."""
    own = registrations_at(subject.event, subject.keys)
    for agreement in Agreement.objects.filter(registration__in=own).select_related("version__consent"):
        version = agreement.version
        yield [
            item("title", _("Consent"), version.title, localized(version.title)),
            item("text", _("The wording"), translations(version.text), localized(version.text)),
            item("version", _("Version"), version.number),
            *record_of(agreement, "agreed_at", "withdrawn_at", "how", zone=subject.event.zone),
        ]
