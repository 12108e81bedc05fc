"""The half-filled form: what each step stored, and turning it into a registration's details."""

from typing import Any

from django.db import transaction
from django.forms import MultipleChoiceField
from django.http import QueryDict
from django.utils import translation

from conference.core.text.cleaning import printable
from conference.events.models import Event
from conference.people.forms.person import WhoForm
from conference.people.forms.person import initial_of as initial_of_person
from conference.registration import kept
from conference.registration.availability import notes_of
from conference.registration.consents.forms import ConsentsForm, is_box
from conference.registration.forms import ParticipationForm, QuestionsAndConsentForm
from conference.registration.models import Category, Draft, Registration
from conference.registration.moderation.choices import Topic
from conference.registration.moderation.models import ChangeRequest
from conference.registration.queries import categories_for, code_of
from conference.registration.questions.forms.answering import QuestionsForm
from conference.registration.questions.forms.plain import data_from
from conference.registration.questions.queries import answers_of, files_of
from conference.registration.questions.services import keep_uploads
from conference.registration.services import Details

STEPS = ("who", "participation", "consent")
ANSWERS, CONSENTS = "answers", "consents"
TYPED = "typed"  # what a step's form held when it was left unfinished, field by field as the browser sent it
MOST_TYPED = 20_000  # characters kept of one step


def who_form(event: Event, data: Any = None, initial: Any = None) -> WhoForm:
    """Return the first step, with the fields that the event asks."""
    return WhoForm(data, initial=initial, event=event, fields_asked=kept.form_of(event).fields)


def participation_form(
    event: Event, data: Any = None, initial: Any = None, *, own: Category | None = None, is_team: bool = False
) -> ParticipationForm:
    """Return the second step: for who registers with what their access code opens, and waiting lists.

    For the team, and for a guest who is registered in the category `own`, with what they may choose.
    """
    if own or is_team:
        categories = categories_for(event, own=own, is_team=is_team)
        return ParticipationForm(data, initial=initial, categories=categories, notes=notes_of(event))
    form = kept.form_of(event)
    typed = (initial if data is None else data) or {}
    code = code_of(event, str(typed.get("code") or ""))
    return ParticipationForm(
        data,
        initial=initial,
        categories=kept.offered(event, code),
        code=code,
        asks_code=form.uses_codes,
        may_wait=form.setup.has_waiting_list,
        notes=notes_of(event),
    )


def form_of_draft(step: str, draft: Draft, data: Any = None, files: Any = None, *, chosen: Any = None) -> Any:
    """Return the form of a step with what the draft holds, bound to `data` when there is some.

    `chosen` is the second step as the draft holds it, where the caller has it.
    """
    stored = draft.data.get(step, {})
    typed = draft.data.get(TYPED, {}).get(step, {}) if data is None else {}
    if step == "participation":
        return participation_form(draft.event, data, initial={**stored, **typed})
    if step == "who":
        return who_form(draft.event, data, initial={**stored, **typed})
    event = draft.event
    chosen = chosen or participation_form(event, draft.data.get("participation", {}))
    category = chosen.cleaned_data.get("category") if chosen.is_valid() else None
    mode = chosen.cleaned_data.get("mode", "")
    own = stored.get(ANSWERS, {})
    chosen_before = {"parts": kept.parts_of(event), "category": category, "mode": mode}
    said = {"own": own, "uploads": files_in(draft), "initial": {**stored.get(CONSENTS, {}), **typed}}
    return QuestionsAndConsentForm(data, files, versions=kept.form_of(event).consents, **chosen_before, **said)


def files_in(draft: Draft) -> dict[str, str]:
    """Return the names of the files in the draft by their codes; without a query where none is asked for."""
    return files_of(draft) if kept.form_of(draft.event).asks_files else {}


def store_step(draft: Draft, step: str, form: Any) -> None:
    """Keep what a valid form says, and the files sent with it."""
    if step == "consent":
        answers = {**form.answers, **keep_uploads(files=form.sent_files, draft=draft)}
        values: dict[str, Any] = {CONSENTS: form.ticked, ANSWERS: answers}
    else:
        values = {name: getattr(value, "code", value) for name, value in form.cleaned_data.items()}
    unfinished = {name: typed for name, typed in draft.data.get(TYPED, {}).items() if name != step}
    draft.data = {**draft.data, step: values, TYPED: unfinished}
    draft.save(update_fields=["data", "changed_at"])


def keep_typed(draft: Draft, step: str, data: QueryDict) -> None:
    """Keep what a step holds while it is being filled in, right or wrong; once the guest is registered keep nothing.

    Files are not among it: a browser sends them with the finished form only.
    """
    form = form_of_draft(step, draft)
    names = [name for name in form.fields if name in data and name != "fax_number" and not is_box(name)]
    sent = {name: [str(printable(value)) for value in data.getlist(name)] for name in names}
    typed = {name: values if _takes_many(form.fields[name]) else values[-1] for name, values in sent.items()}
    if len(str(typed)) > MOST_TYPED:
        return
    with transaction.atomic():
        stored = Draft.objects.select_for_update().get(pk=draft.pk)
        if stored.registration_id is None:
            stored.data = {**stored.data, TYPED: {**stored.data.get(TYPED, {}), step: typed}}
            stored.save(update_fields=["data", "changed_at"])


def _takes_many(field: Any) -> bool:
    return isinstance(field, MultipleChoiceField)


def with_code(draft: Draft, typed: str) -> None:
    """Keep an access code that came with the address, until the step that asks for it."""
    unfinished = draft.data.get(TYPED, {})
    draft.data = {**draft.data, TYPED: {**unfinished, "participation": {"code": typed[:40]}}}
    draft.save(update_fields=["data", "changed_at"])


def first_open_step(draft: Draft) -> str | None:
    """Return the first step that is not filled yet, None when all are."""
    return next((step for step in STEPS if step not in draft.data), None)


def checked_forms(draft: Draft) -> dict[str, Any]:
    """Return the filled steps as forms checked again: places may have gone, the form and its consents changed since."""
    who = draft.data.get("who")
    who = who and {**who, "email_kept": who.get("email")}  # once taken, an address is not doubted again
    forms: dict[str, Any] = {
        "who": who_form(draft.event, who),
        "participation": participation_form(draft.event, draft.data.get("participation")),
    }
    stored = draft.data.get("consent", {})
    data = data_from(kept.form_of(draft.event).parts, stored.get(ANSWERS, {}))
    data.update({name: str(number) for name, number in stored.get(CONSENTS, {}).items()})
    return forms | {"consent": form_of_draft("consent", draft, data, chosen=forms["participation"])}


def details_from(
    who: Any, participation: Any, questions: QuestionsForm, consents: ConsentsForm | None = None
) -> Details:
    """Return what services need from valid forms; what was agreed to stands in `consents`, or with the questions."""
    person = {**who.cleaned_data, "language": translation.get_language() or "ru"}
    values = participation.cleaned_data
    return Details(
        person=person,
        category=values["category"],
        mode=values["mode"],
        visibility=values["visibility"],
        note=values["note"],
        code=participation.access_code,
        questions=questions.questions,
        answers=questions.answers,
        files=questions.sent_files,
        consents=getattr(consents or questions, "agreed", []),
    )


def questions_form(
    event: Event,
    data: Any,
    files: Any,
    *,
    participation: Any,
    registration: Registration | None = None,
    wish: ChangeRequest | None = None,
) -> QuestionsForm:
    """Return the event's questions for a page on which the form `participation` stands, too."""
    own = answers_of(registration) if registration else {}
    own = {**own, **(wish.wanted.get(Topic.ANSWERS, {}) if wish else {})}
    uploads = files_of(registration) if registration else {}
    known: dict[str, Any] = {"own": own, "uploads": uploads, "is_registered": bool(registration)}
    return QuestionsForm(data, files, parts=kept.parts_of(event), participation=participation, **known)


def initial_of(registration: Registration, wish: ChangeRequest | None = None) -> dict[str, Any]:
    """Return a registration's values for the forms that change it, with what the guest wished and waits for."""
    wished: dict[str, Any] = {}
    for topic, value in (wish.wanted if wish else {}).items():
        if topic != Topic.ANSWERS:
            wished |= value if isinstance(value, dict) else {topic: value}
    return initial_of_person(registration.person) | {
        "category": registration.category.code,
        "mode": registration.mode,
        "visibility": registration.visibility,
        "note": registration.note,
        **wished,
    }
