"""What the team decides: settings and templates."""

from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _
from django_countries import countries

from conference.accounts.models import User
from conference.core.activity import services as activity
from conference.core.text.localized import localized
from conference.events.models import Event
from conference.letters import words
from conference.letters.choices import Kind
from conference.letters.documents import event_values
from conference.letters.markup import check_placeholders
from conference.letters.models import LetterSettings, LetterTemplate, Passport
from conference.letters.services.passports import move_day_of_erasure

words.describe_actions()
SETTINGS_FIELDS = ("number_format", "erase_after_days")
TEMPLATE_FIELDS = (
    "kind", "language", "countries", "letterhead", "contacts", "addressee", "title", "body", "signatory_post",
    "signatory_name", "is_used",
)  # fmt: skip


@transaction.atomic
def change_settings(*, event: Event, by: User, **fields: Any) -> LetterSettings:
    """Set how letters are numbered and when passports are erased.

    Raises ValidationError; also for a later erasure while passports are kept, because their holders were told the day.
    """
    setup = _held(event)
    before = activity.snapshot(setup, SETTINGS_FIELDS)
    for name, value in fields.items():
        setattr(setup, name, value)
    setup.full_clean(exclude=["event"])
    if setup.erase_after_days > before["erase_after_days"] and Passport.objects.filter(event=event).exists():
        text = _("Passport data are kept, and their holders were told the day of erasure: it can only come sooner.")
        raise ValidationError({"erase_after_days": text})
    setup.save()
    move_day_of_erasure(event=event)
    after = activity.snapshot(setup, SETTINGS_FIELDS)
    activity.record(by=by, action="letter_settings_changed", target=setup, event=event, before=before, after=after)
    return setup


@transaction.atomic
def save_template(*, event: Event, by: User, template: LetterTemplate | None, **fields: Any) -> LetterTemplate:
    """Create or change a template; `signature` is a checked picture, "" takes it away, None leaves it.

    Raises ValidationError, also for unknown placeholders and for two templates that would fit the same guest.
    """
    _held(event)
    stored = LetterTemplate.objects.get(pk=template.pk) if template else LetterTemplate(event=event)
    before = activity.snapshot(stored, TEMPLATE_FIELDS) if template else {}
    signature = fields.pop("signature", None)
    for name, value in fields.items():
        setattr(stored, name, value)
    if signature is not None:
        stored.signature = signature
    _check(stored)
    stored.save()
    after = activity.snapshot(stored, TEMPLATE_FIELDS)
    action = "letter_template_changed" if template else "letter_template_created"
    activity.record(by=by, action=action, target=stored, event=event, before=before, after=after)
    return stored


def use_template(*, template: LetterTemplate, by: User, is_used: bool) -> LetterTemplate:
    """Offer a template to guests, or no longer. Raises ValidationError, as for a letter that nobody signs."""
    return save_template(event=template.event, by=by, template=template, is_used=is_used)


@transaction.atomic
def remove_template(*, template: LetterTemplate, by: User) -> None:
    """Remove a template; letters issued by it stay as they are."""
    before = activity.snapshot(template, TEMPLATE_FIELDS)
    activity.record(by=by, action="letter_template_removed", target=template, event=template.event, before=before)
    template.delete()


@transaction.atomic
def take_starters(*, event: Event, by: User | None) -> list[LetterTemplate]:
    """Add a starting template of each kind in each language of the event, where there is none; none is used yet."""
    _held(event)
    known = set(LetterTemplate.objects.filter(event=event).values_list("kind", "language"))
    wanted = [(kind, code) for kind in Kind for code in event.languages if (kind, code) not in known]
    made = [LetterTemplate.objects.create(event=event, **starting_fields(event, *pair)) for pair in wanted]
    if made:
        activity.record(by=by, action="letter_templates_taken", target=event, event=event, after={"count": len(made)})
    return made


def starting_fields(event: Event, kind: str, language: str) -> dict[str, Any]:
    """Return what a starting template says: its texts, and a letterhead of what the event tells of itself."""
    starter = words.starter_of(kind, language)
    place = [localized(event.address, language), localized(event.town, language), event.contact_email]
    return {
        "kind": kind,
        "language": language,
        "letterhead": localized(event.venue, language) or event_values(event, language)["event"],
        "contacts": ", ".join(part for part in place if part),
        "title": starter.title,
        "body": starter.body,
    }


def _check(template: LetterTemplate) -> None:
    template.full_clean(exclude=["event"])
    try:
        check_placeholders(template.body, with_passport=template.kind == Kind.VISA)
    except ValidationError as fault:
        raise ValidationError({"body": fault}) from fault
    if template.is_used:
        _refuse_twins(template)


def _refuse_twins(template: LetterTemplate) -> None:
    """Raise ValidationError when another used template fits the same guests as well."""
    others = LetterTemplate.objects.filter(
        event=template.event, kind=template.kind, language=template.language, is_used=True
    ).exclude(pk=template.pk)
    for other in others:
        if other.is_for_all and template.is_for_all:
            text = _("Another template of this kind and language is offered to guests of all countries.")
            raise ValidationError({"countries": text})
        if shared := sorted(set(other.countries) & set(template.countries)):
            text = _("Another template of this kind and language is offered to guests of: %(countries)s.")
            names = ", ".join(str(countries.name(code)) for code in shared)
            raise ValidationError({"countries": ValidationError(text, params={"countries": names})})


def _held(event: Event) -> LetterSettings:
    """Return the event's settings, locked: templates of one event are changed one after another."""
    return LetterSettings.objects.select_for_update().get_or_create(event=event)[0]
