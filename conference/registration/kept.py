"""What an event's registration asks and offers, kept by each process while it stays the same.

`Event.form_revision` says whether it did: it grows, in the same transaction, with every change of what is kept here. So
only an event that was read in this request may be asked for, and nothing of it that is counted (places taken).
"""

from collections import OrderedDict
from collections.abc import Iterable, Mapping
from copy import copy
from dataclasses import dataclass
from typing import Any

from django.db import models
from django.db.models import prefetch_related_objects

from conference.events.models import Event
from conference.events.services import form_changed
from conference.people.choices import Asked
from conference.people.models import AskedField
from conference.people.queries import asked_at
from conference.registration.consents.models import Consent, ConsentVersion
from conference.registration.consents.queries import asked
from conference.registration.models import AccessCode, Category, Quota, RegistrationSettings
from conference.registration.queries import categories_for, open_to_all, setup_of, uses_codes
from conference.registration.questions.choices import Kind
from conference.registration.questions.models import Choice, Question, Row, Section
from conference.registration.questions.queries import Part, in_order, questionnaire_of

MOST_KEPT = 50  # events; the one asked for longest ago goes
MANY_TO_MANY = (
    Quota.categories.through,
    Quota.choices.through,
    Question.categories.through,
    AccessCode.categories.through,
)
# Whose rows make up what is kept, with the way to their event.
MADE_OF: Mapping[type[models.Model], str] = {
    RegistrationSettings: "event_id",
    Category: "event_id",
    Quota: "event_id",
    Section: "event_id",
    Question: "event_id",
    Choice: "question.event_id",
    Row: "question.event_id",
    Consent: "event_id",
    ConsentVersion: "consent.event_id",
    AskedField: "event_id",
    AccessCode: "event_id",
}


@dataclass(frozen=True)
class Form:
    """What guests are asked and may choose, as of one revision."""

    revision: int
    setup: RegistrationSettings
    categories: Mapping[str, Category]
    parts: list[Part]
    consents: list[ConsentVersion]
    fields: Mapping[str, Asked]
    uses_codes: bool
    has_quotas: bool
    counts_answers: bool

    def category(self, code: str) -> Category | None:
        """Return the category of that code that everybody may choose now; the caller's own copy."""
        found = self.categories.get(code)
        return copy(found) if found and found.is_open_now and not found.needs_code else None

    @property
    def asks_files(self) -> bool:
        """Whether a question asks for a file."""
        return any(question.kind == Kind.FILE for question in in_order(self.parts))


_forms: "OrderedDict[int, Form]" = OrderedDict()


def form_of(event: Event) -> Form:
    """Return what the event's registration asks and offers; without a query where it is kept."""
    kept = _forms.get(event.pk)
    if kept is None or kept.revision != event.form_revision:
        kept = _read(event)
        if all(version.pk for version in kept.consents):  # our own words become a row when somebody agrees to them
            _forms[event.pk] = kept
        while len(_forms) > MOST_KEPT:
            _forms.popitem(last=False)
    return kept


def _read(event: Event) -> Form:
    categories = {category.code: category for category in Category.objects.filter(event=event)}
    quotas = list(Quota.objects.filter(event=event).prefetch_related("categories", "choices"))
    for category in categories.values():
        category.known_quotas = quotas
    parts = questionnaire_of(event)
    choices = [choice for question in in_order(parts) for choice in question.choices.all()]
    for choice in choices:
        choice.taken = 0  # whether a place is left is known where it is taken
    return Form(
        event.form_revision,
        setup_of(event),
        categories,
        parts,
        asked(event),
        asked_at(event),
        uses_codes=uses_codes(event),
        has_quotas=bool(quotas),
        counts_answers=any(choice.capacity is not None for choice in choices),
    )


def parts_of(event: Event) -> list[Part]:
    """Return the event's questions for a page; read anew where it shows how many places an answer has left."""
    kept = form_of(event)
    return questionnaire_of(event) if kept.counts_answers else kept.parts


def offered(event: Event, code: AccessCode | None = None) -> list[Category]:
    """Return the categories that a guest may choose now, each with its places and whether somebody waits (`has_line`).

    The caller's own copies, as they are at this moment.
    """
    kept = form_of(event)
    found = list(categories_for(event, code=code)) if code else open_to_all(event)
    if not code and kept.has_quotas:
        prefetch_related_objects(found, "quotas")
    for category in found:
        if not kept.has_quotas:
            category._prefetched_objects_cache = {"quotas": []}  # type: ignore[attr-defined]
        known = kept.categories.get(category.code)
        if known and known.quotas_revision == category.quotas_revision:
            category.known_quotas = known.known_quotas
    return found


def forget_forms() -> None:
    """Keep nothing; for tests, in which a database begins anew."""
    _forms.clear()


def on_saved(instance: models.Model, **_more: Any) -> None:
    """Note that a row changed of which a form is made."""
    found: Any = instance
    for name in MADE_OF[type(instance)].split("."):
        found = getattr(found, name)
    form_changed(found)


def on_related(instance: models.Model, action: str, **_more: Any) -> None:
    """Note that a quota counts other categories or answers, or that a question or a code is for other categories."""
    if action.startswith("post_"):
        on_saved(instance)


def listen(saved: models.signals.ModelSignal, deleted: models.signals.ModelSignal, related: Any) -> None:
    """Hear of every change of what a form is made of."""
    senders: Iterable[type[models.Model]] = MADE_OF
    for sender in senders:
        saved.connect(on_saved, sender=sender, dispatch_uid=f"kept.{sender.__name__}")
        deleted.connect(on_saved, sender=sender, dispatch_uid=f"kept.{sender.__name__}")
    for through in MANY_TO_MANY:
        related.connect(on_related, sender=through, dispatch_uid=f"kept.{through.__name__}")
