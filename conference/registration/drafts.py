"""The half-filled form: what each step stored, and turning it into a registration's details."""

from typing import Any

from django.utils import translation

from conference.events.models import Event
from conference.registration.forms import ConsentForm, ParticipationForm, WhoForm
from conference.registration.models import Draft, Registration
from conference.registration.queries import categories_for
from conference.registration.services import Details

STEPS = ("who", "participation", "consent")


def form_of(step: str, event: Event, data: Any = None, initial: Any = None, **who: Any) -> Any:
    """Return the form of a step, bound to `data` when there is some; `who` is as `categories_for` takes it."""
    if step == "participation":
        return ParticipationForm(data, initial=initial, categories=categories_for(event, **who))
    return {"who": WhoForm, "consent": ConsentForm}[step](data, initial=initial)


def store_step(draft: Draft, step: str, form: Any) -> None:
    """Keep what a valid form says."""
    values = {name: getattr(value, "code", value) for name, value in form.cleaned_data.items() if name != "fax_number"}
    draft.data = {**draft.data, step: values}
    draft.save(update_fields=["data", "changed_at"])


def first_open_step(draft: Draft) -> str | None:
    """Return the first step that is not filled yet, None when all are."""
    return next((step for step in STEPS if step not in draft.data), None)


def checked_forms(draft: Draft) -> dict[str, Any]:
    """Return the filled steps as forms checked again: places may have gone and the form may have changed since."""
    return {step: form_of(step, draft.event, data=draft.data.get(step)) for step in STEPS}


def details_from(who: Any, participation: Any) -> Details:
    """Return what services need from two valid forms."""
    person = {**who.cleaned_data, "language": translation.get_language() or "ru"}
    values = participation.cleaned_data
    return Details(
        person=person,
        category=values["category"],
        mode=values["mode"],
        visibility=values["visibility"],
        note=values["note"],
    )


def initial_of(registration: Registration) -> dict[str, Any]:
    """Return a registration's values for the forms that change it."""
    person = registration.person
    names = WhoForm.base_fields.keys() - {"organisation"}
    values: dict[str, Any] = {name: getattr(person, name) for name in names}
    values["country"] = str(person.country)
    values["organisation"] = str(person.organisation or "")
    return values | {
        "category": registration.category.code,
        "mode": registration.mode,
        "visibility": registration.visibility,
        "note": registration.note,
    }
