"""The team's settings of registration: dates and texts, categories, quotas, access codes."""

from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext

from conference.core.forms import LastMinuteField, TranslatedModelForm
from conference.events.models import Event
from conference.registration.choices import Ways
from conference.registration.models import AccessCode, Category, Quota, RegistrationSettings
from conference.registration.moderation.choices import Topic
from conference.registration.queries import guests_taking_part_otherwise
from conference.registration.questions.models import Choice
from conference.registration.setup_services import CATEGORY_FIELDS, SETUP_FIELDS


class SetupForm(TranslatedModelForm):
    """The team's settings: dates and texts."""

    moderated = forms.MultipleChoiceField(
        label=_("Changes by guests that wait for the team"),
        choices=Topic.choices,
        required=False,
        widget=forms.CheckboxSelectMultiple,
        help_text=_("The registration stays as it is until somebody of the team agrees. The guest sees that it waits."),
    )

    class Meta:
        model = RegistrationSettings
        fields = SETUP_FIELDS
        widgets = {
            name: forms.DateTimeInput(attrs={"type": "datetime-local"}, format="%Y-%m-%dT%H:%M")
            for name in ("opens_at", "closes_at", "changes_until")
        }
        help_texts = {
            "opens_at": _("Empty: at once. Times are those of the event's zone."),
            "closes_at": _("Empty: open until the team closes it."),
            "changes_until": _("Until then guests change and cancel by themselves."),
        }


class CategoryForm(TranslatedModelForm):
    """One category. Who would let its guests take part in another way has to say that they mean it."""

    guests_follow = forms.BooleanField(
        error_messages={"required": _("Tick this, or leave the participation as it was.")}
    )

    class Meta:
        model = Category
        fields = CATEGORY_FIELDS
        widgets = {
            name: forms.DateTimeInput(attrs={"type": "datetime-local"}, format="%Y-%m-%dT%H:%M")
            for name in ("opens_at", "closes_at")
        }
        help_texts = {
            "opens_at": _("Empty: as long as registration is open."),
            "needs_approval": _("Who applies holds no place until somebody of the team admits them."),
            "needs_code": _("Others do not see the category."),
        }

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        ways = str(self.data.get("ways", ""))
        is_asked = bool(self.instance.pk) and ways in Ways.values
        number = guests_taking_part_otherwise(self.instance, ways).count() if is_asked else 0
        if number == 0:
            del self.fields["guests_follow"]
            return
        text = ngettext(
            "%(n)s guest chose otherwise: change it for them, too, and tell them",
            "%(n)s guests chose otherwise: change it for them, too, and tell them",
            number,
        )
        self.fields["guests_follow"].label = text % {"n": number}
        self.order_fields(("name", "description", "capacity", "ways", "guests_follow"))

    def clean_capacity(self) -> int | None:
        """Refuse fewer places than are taken, next to the field and with their number."""
        return enough_for(self.instance.taken, self.cleaned_data.get("capacity"))


def enough_for(taken: int, capacity: int | None) -> int | None:
    """Return the capacity. Raises ValidationError with the number of places when more than that are taken."""
    if capacity is not None and capacity < taken:
        text = ngettext("%(n)s place is taken already.", "%(n)s places are taken already.", taken)
        raise ValidationError(text % {"n": taken})
    return capacity


class ChoicesField(forms.ModelMultipleChoiceField):  # type: ignore[type-arg]
    """Answers of the form, each with its question."""

    widget = forms.CheckboxSelectMultiple

    def label_from_instance(self, obj: Any) -> str:
        """Return question and answer."""
        return f"{obj.question} — {obj}"


class QuotaForm(TranslatedModelForm):
    """One quota and who shares it."""

    categories = forms.ModelMultipleChoiceField(
        label=_("Categories that share these places"),
        queryset=Category.objects.none(),
        required=False,
        widget=forms.CheckboxSelectMultiple,
    )
    choices = ChoicesField(label=_("Answers that share these places"), queryset=Choice.objects.none(), required=False)

    class Meta:
        model = Quota
        fields = ("name", "capacity", "categories", "choices", "counts_remote")

    def __init__(self, *args: Any, event: Event, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["categories"].queryset = Category.objects.filter(event=event)  # type: ignore[attr-defined]
        answers = Choice.objects.filter(question__event=event, question__rows__isnull=True).select_related("question")
        self.fields["choices"].queryset = answers.order_by("question__position", "position")  # type: ignore[attr-defined]
        if not answers.exists():
            del self.fields["choices"]

    def clean(self) -> dict[str, Any]:
        """Ask for somebody whom the quota counts."""
        values: dict[str, Any] = super().clean() or {}
        if not values.get("categories") and not values.get("choices"):
            raise ValidationError({"categories": _("Tick at least one category or answer.")})
        return values


class CodeForm(TranslatedModelForm):
    """One access code. Left empty, the word is made up."""

    word = forms.RegexField(
        r"^[\w-]{4,40}$",
        label=_("Code"),
        required=False,
        help_text=_("4 to 40 letters, digits and hyphens, without spaces. Empty: we make one up."),
        error_messages={"invalid": _("Write 4 to 40 letters, digits and hyphens, without spaces.")},
    )
    categories = forms.ModelMultipleChoiceField(
        label=_("Opens the categories"),
        queryset=Category.objects.none(),
        widget=forms.CheckboxSelectMultiple,
        error_messages={"required": _("Tick at least one category.")},
    )
    ends_at = LastMinuteField(label=_("Valid until"), required=False)

    class Meta:
        model = AccessCode
        fields = ("word", "categories", "capacity", "ends_at", "note", "is_active")
        labels = {"capacity": _("May be used so many times")}

    def __init__(self, *args: Any, event: Event, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.event = event
        self.fields["categories"].queryset = Category.objects.filter(event=event)  # type: ignore[attr-defined]

    def clean_word(self) -> str:
        """Keep it in capitals, and refuse one that there is."""
        word: str = self.cleaned_data["word"].upper()
        if word and AccessCode.objects.filter(event=self.event, word=word).exclude(pk=self.instance.pk).exists():
            raise ValidationError(_("There is such a code already."))
        return word

    def clean_capacity(self) -> int | None:
        """Refuse fewer uses than there were."""
        return enough_for(self.instance.taken, self.cleaned_data.get("capacity"))
