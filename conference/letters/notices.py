"""What guests are told by mail: that a letter is there, and where. Nothing of a passport, and no letter, is mailed."""

from typing import Any

from django.utils import translation

from conference.core.mail import services as mail
from conference.letters.choices import Kind
from conference.registration.links import link_in_letter
from conference.registration.models import Registration


def notify(what: str, registration: Registration, kind: str, **context: Any) -> None:
    """Write to the guest, in their language, that their letter was `issued`, `declined` or `revoked`."""
    person = registration.person
    if not person.email:
        return
    with translation.override(person.language):
        label = str(Kind(kind).label)
    mail.compose(
        to=person.email,
        template=f"letters/{what}",
        language=person.language,
        event=registration.event,
        context={"person": person, "page": link_in_letter(registration, "public:letters"), "kind": label, **context},
    )
