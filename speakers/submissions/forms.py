"""Forms of a submission: its texts, and its authors in their order."""

from typing import Any, cast

from django import forms
from django.conf import settings
from django.core.exceptions import ValidationError
from django.forms.formsets import formset_factory
from django.utils.translation import gettext_lazy as _

from conference.core.forms import TranslatedModelForm
from conference.core.text.localized import LANGUAGE_CODES, i18n, translations
from conference.people.forms.authors import AUTHORS, KeepsAuthors, NamedAuthorForm, NamedAuthorForms
from conference.programme.choices import Kind
from conference.programme.models import Track
from speakers.submissions.choices import OFFERED_KINDS
from speakers.submissions.models import Submission, SubmissionAuthor
from speakers.submissions.services import author_faults

MOST_AUTHORS = 20
TRANSLATED = ("title", "abstract", "keywords")
# What must be there to hand in, and what a draft may still lack.
NEEDED = ("title", "abstract", "language")


class SubmissionForm(KeepsAuthors, TranslatedModelForm):
    """The texts of a submission, in the languages of its call. With `complete` it must be ready to be handed in."""

    use_required_attribute = False

    track = forms.ModelChoiceField(
        label=_("Track"),
        queryset=Track.objects.none(),
        required=False,
        empty_label=_("The committee may choose"),
    )

    class Meta:
        model = Submission
        fields = ("title", "abstract", "keywords", "language", "kind", "track", "notes")
        widgets = {"notes": forms.Textarea(attrs={"rows": 3})}
        labels = {"kind": _("What you would like to give"), "notes": _("Notes to the committee")}
        help_texts = {
            "title": _("In at least one language, the one you will speak; each further one helps readers."),
            "keywords": _("Separated by commas."),
            "notes": _("For the committee only: equipment, days on which you can come, questions."),
        }

    def __init__(self, *args: Any, complete: bool = False, **kwargs: Any) -> None:
        self.complete = complete
        call = kwargs["instance"].call
        self.shown = [code for code in LANGUAGE_CODES if code in call.languages] or list(LANGUAGE_CODES)
        super().__init__(*args, locales=self.shown, **kwargs)
        self.fields["abstract"].widget.attrs |= {"rows": 8, "data-limit": call.abstract_max}
        kind, track = cast(forms.ChoiceField, self.fields["kind"]), cast(Any, self.fields["track"])
        kind.choices = [(kind.value, kind.label) for kind in OFFERED_KINDS]
        track.queryset = Track.objects.filter(event=call.event)
        language = cast(forms.ChoiceField, self.fields["language"])
        language.choices = [("", _("Choose a language")), *settings.LANGUAGES]
        if not track.queryset:
            del self.fields["track"]
        self._need(is_needed=True)

    def clean_kind(self) -> str:
        """Keep a kind that the committee chose, which authors are not offered."""
        return self.cleaned_data.get("kind") or self.instance.kind or Kind.TALK

    def clean(self) -> dict[str, Any]:
        """Keep the texts in languages that this form does not show."""
        cleaned: dict[str, Any] = super().clean() or self.cleaned_data
        for name in TRANSLATED:
            if name in cleaned:
                before = translations(self.initial.get(name))
                hidden = {code: text for code, text in before.items() if code and code not in self.shown}
                cleaned[name] = i18n(**hidden, **translations(cleaned[name]))
        return cleaned

    def _clean_fields(self) -> None:
        """Let a draft lack everything; what a complete submission needs its model says, language by language."""
        self._need(is_needed=False)
        super()._clean_fields()
        self._need(is_needed=True)

    def _post_clean(self) -> None:
        super()._post_clean()
        if self.complete:
            for name, faults in self.instance.faults().items():
                if name not in self.errors:
                    self.add_error(name, faults)

    def _need(self, *, is_needed: bool) -> None:
        """Say which fields are not optional: a field in several languages keeps that in `one_required`."""
        for name in NEEDED:
            field = self.fields[name]
            setattr(field, "one_required" if hasattr(field, "one_required") else "required", is_needed)


class AuthorForm(NamedAuthorForm):
    """One author; a draft may lack even the given name."""

    NOT_ALONE = frozenset({"is_presenting"})

    class Meta:
        model = SubmissionAuthor
        fields = SubmissionAuthor.TYPED
        labels = {"is_presenting": _("Gives the talk")}
        help_texts = {"email": _("Never published. By it the committee finds the speaker.")}

    def __init__(self, *args: Any, complete: bool = False, **kwargs: Any) -> None:
        self.complete = complete
        super().__init__(*args, **kwargs)

    def clean(self) -> dict[str, Any]:
        """Ask for the given name of whoever stands in a submission that is handed in."""
        cleaned: dict[str, Any] = super().clean() or self.cleaned_data
        if self.complete and not self.is_blank and not cleaned.get("given_name"):
            self.add_error("given_name", ValidationError(_("Write the given name.")))
        return cleaned

    def _clean_fields(self) -> None:
        self.fields["given_name"].required = False
        super()._clean_fields()
        self.fields["given_name"].required = True

    def _get_validation_exclusions(self) -> set[str]:
        """Leave the given name to `clean`, which asks for it only of what is handed in."""
        return {*super()._get_validation_exclusions(), "given_name"}  # type: ignore[misc]


class BaseAuthorForms(NamedAuthorForms):
    """All authors; of what is handed in somebody gives the talk."""

    def clean(self) -> None:
        """Check the authors together."""
        if self.form_kwargs.get("complete") and not any(self.errors) and not self.data.get(AUTHORS):
            faults = author_faults(self.authors())
            if faults:
                raise ValidationError(faults)


AuthorForms = formset_factory(
    AuthorForm, formset=BaseAuthorForms, extra=0, max_num=MOST_AUTHORS, absolute_max=MOST_AUTHORS, validate_max=True
)
