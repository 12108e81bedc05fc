"""The team's pages of questions: the list and its order, one question or section, and a preview."""

from typing import Any

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from conference.accounts.requests import SignedInRequest
from conference.core.forms import apply_errors, posted
from conference.core.text.localized import localized, translations
from conference.events.access import team
from conference.events.models import Event
from conference.registration import rules
from conference.registration.choices import Mode
from conference.registration.models import Category
from conference.registration.questions import queries, setup_services
from conference.registration.questions.forms.answering import QuestionsForm
from conference.registration.questions.forms.editing import OrderForm, QuestionEditor
from conference.registration.questions.models import Question, Section
from conference.registration.questions.presets import PRESETS
from conference.registration.questions.sentences import condition_in_words

HERE = "conference/registration/questions/manage/"


@team(rules.REGISTRATION_SETUP)
def question_list(request: SignedInRequest, event: Event) -> HttpResponse:
    """Show all questions in their order, and take a new order."""
    form = OrderForm(posted(request))
    if form.is_valid():
        try:
            setup_services.arrange(event=event, by=request.user, order=form.cleaned_data["order"])
        except ValidationError as fault:
            messages.error(request, " ".join(fault.messages))
        return redirect("manage:questions", event=event.slug)
    parts = queries.questionnaire_of(event, only_asked=False)
    lines = list(queries.in_order(parts))
    names = {line.code: line for line in lines}
    context = {"event": event, "parts": _listed(event, parts, names), "has_questions": bool(lines)}
    context["presets"] = _offered(parts)
    return render(request, HERE + "list.html", context)


@team(rules.REGISTRATION_SETUP)
@require_POST
def preset_add(request: SignedInRequest, event: Event, key: str) -> HttpResponse:
    """Add a section of usual questions."""
    if key not in PRESETS:
        raise Http404
    section = setup_services.add_preset(event=event, by=request.user, preset=PRESETS[key])
    messages.success(request, _("“%(name)s” is added. Change its questions as you need them.") % {"name": section})
    return redirect("manage:questions", event=event.slug)


@team(rules.REGISTRATION_SETUP)
def question_edit(request: SignedInRequest, event: Event, code: str | None = None) -> HttpResponse:
    """Add or change a question."""
    question = get_object_or_404(Question, event=event, code=code) if code else None
    return _edited(request, event, question or Question(event=event), "question")


@team(rules.REGISTRATION_SETUP)
def section_edit(request: SignedInRequest, event: Event, code: str | None = None) -> HttpResponse:
    """Add or change a section."""
    section = get_object_or_404(Section, event=event, code=code) if code else None
    return _edited(request, event, section or Section(event=event), "section")


@team(rules.REGISTRATION_SETUP)
@require_POST
def question_remove(request: SignedInRequest, event: Event, code: str) -> HttpResponse:
    """Remove a question that nobody answered."""
    return _removed(request, event, question=get_object_or_404(Question, event=event, code=code))


@team(rules.REGISTRATION_SETUP)
@require_POST
def section_remove(request: SignedInRequest, event: Event, code: str) -> HttpResponse:
    """Remove a section and keep its questions."""
    return _removed(request, event, section=get_object_or_404(Section, event=event, code=code))


@team(rules.REGISTRATION_SETUP)
def preview(request: SignedInRequest, event: Event) -> HttpResponse:
    """Show the questions as a guest of a category meets them; sending tries the form and stores nothing."""
    categories = Category.objects.filter(event=event)
    category = categories.filter(code=request.GET.get("category", "")).first() or categories.first()
    mode = request.GET.get("mode") if request.GET.get("mode") in Mode.values else Mode.IN_PERSON
    parts = queries.questionnaire_of(event)
    form: Any = QuestionsForm(posted(request), request.FILES or None, parts=parts, category=category, mode=mode)
    if form.is_valid():
        messages.success(request, _("A guest could go on with these answers. Nothing was stored."))
    context = {"event": event, "form": form, "categories": categories, "category": category, "mode": mode}
    return render(request, HERE + "preview.html", {**context, "modes": Mode.choices})


def _edited(request: SignedInRequest, event: Event, instance: Question | Section, kind: str) -> HttpResponse:
    """Show one question or section and save what was sent."""
    is_new = instance.pk is None
    editor = QuestionEditor(posted(request), event=event, instance=instance)
    if editor.is_valid():
        save: Any = {"question": setup_services.save_question, "section": setup_services.save_section}[kind]
        try:
            stored = None if is_new else type(instance)._default_manager.get(pk=instance.pk)
            save(event=event, by=request.user, **{kind: stored}, **editor.values())
            messages.success(request, _("Saved."))
            return redirect("manage:questions", event=event.slug)
        except ValidationError as fault:
            apply_errors(editor.form, fault)
    context = {"event": event, "editor": editor, "row": None if is_new else instance, "kind": kind}
    return render(request, HERE + "edit.html", context)


def _removed(request: SignedInRequest, event: Event, **row: Any) -> HttpResponse:
    try:
        remove: Any = setup_services.remove_question if "question" in row else setup_services.remove_section
        remove(by=request.user, **row)
        messages.success(request, _("Removed."))
    except ValidationError as fault:
        messages.error(request, " ".join(fault.messages))
    return redirect("manage:questions", event=event.slug)


def _listed(event: Event, parts: list[queries.Part], names: dict[str, Question]) -> list[dict[str, Any]]:
    """Return the list's lines: a heading or a question, with its condition in words and the orders that move it."""
    lines: list[dict[str, Any]] = []
    categories = {one.code: str(one) for one in Category.objects.filter(event=event)}
    for part in parts:
        rows: list[Section | Question] = [*([part.section] if part.section else []), *part.questions]
        for row in rows:
            kind = setup_services.QUESTION if isinstance(row, Question) else setup_services.SECTION
            words = condition_in_words(row.condition, names, categories)
            lines.append({"kind": kind, "row": row, "key": f"{kind}:{row.code}", "condition": words})
    keys = [line["key"] for line in lines]
    for number, line in enumerate(lines):
        line["up"] = _swapped(keys, number - 1)
        line["down"] = _swapped(keys, number)
    return lines


def _offered(parts: list[queries.Part]) -> list[dict[str, Any]]:
    """Return the sections that can be added, each with its questions and whether one of that title is there."""
    titles = [translations(part.section.title) for part in parts if part.section]
    return [
        {
            "key": preset.key,
            "title": localized(preset.title),
            "questions": [localized(ask.label) for ask in preset.questions],
            "is_there": preset.title in titles,
        }
        for preset in PRESETS.values()
    ]


def _swapped(keys: list[str], number: int) -> str:
    """Return the order with the lines `number` and `number + 1` exchanged, "" where there is none."""
    if not 0 <= number < len(keys) - 1:
        return ""
    return " ".join([*keys[:number], keys[number + 1], keys[number], *keys[number + 2 :]])
