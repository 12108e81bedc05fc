"""Forms of the round table."""

from typing import Any

from django import forms
from django.conf import settings
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _
from django_scopes.forms import SafeModelChoiceField, SafeModelMultipleChoiceField

from conference.core.forms import Form, TranslatedModelForm
from conference.core.ids import refuse_reserved
from conference.core.public_address import KeepsAddress
from conference.events.models import Event
from conference.people.models import Person
from conference.programme.choices import Kind
from conference.programme.models import Session
from conference.roundtables.choices import Adoption, ParticipantRole
from conference.roundtables.models import AgendaItem, Proposal, Resolution, RoundTable, Statement, Theme
from conference.roundtables.services.tables import free_slug

MARKDOWN_HELP = _("Markdown: **bold**, lists, links.")


class PersonChoice(SafeModelChoiceField):  # type: ignore[misc]
    """People by name and institution: namesakes are common."""

    def label_from_instance(self, obj: Any) -> str:
        """Return name and institution."""
        return f"{obj} — {obj.organisation}" if obj.organisation else str(obj)


class ContentForm(TranslatedModelForm):
    """A form with texts in the event's languages, of which one is enough."""

    def __init__(self, *args: Any, event: Event, **kwargs: Any) -> None:
        self.event = event
        super().__init__(*args, locales=event.languages or None, **kwargs)
        for field in self.fields.values():
            if hasattr(field, "require_all_fields"):
                field.require_all_fields = False


class RoundTableForm(KeepsAddress, ContentForm):
    """Theme, address, place in the programme."""

    class Meta:
        model = RoundTable
        fields = ("title", "theme", "organisers", "session", "slug", "is_public")
        field_classes = {"session": SafeModelChoiceField}
        help_texts = {
            "theme": _("What is to be discussed, in a sentence or two."),
            "organisers": _("Named at the head of the resolution, one a line."),
            "session": _("Time and room come from it."),
            "slug": _("The last part of the address, in Latin letters. Empty: made of the title."),
        }

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["slug"].required = False
        sessions = Session.objects.filter(event=self.event, kind=Kind.ROUND_TABLE)
        field: Any = self.fields["session"]
        field.queryset = sessions.alphabetical()
        field.empty_label = _("Not in the programme")

    def clean_slug(self) -> str:
        """Refuse an address that another round table of the event has."""
        slug: str = self.cleaned_data["slug"]
        refuse_reserved(slug)
        others = RoundTable.objects.filter(event=self.event, slug=slug).exclude(pk=self.instance.pk)
        if slug and others.exists():
            suggestion = free_slug(self.event, slug)
            raise ValidationError(
                _("Another round table has this address. Free is, for example: %(slug)s"), params={"slug": suggestion}
            )
        return slug


class AgendaItemForm(ContentForm):
    """A question, who reports on it, and the summary of the reports."""

    class Meta:
        model = AgendaItem
        fields = ("title", "description", "rapporteur", "synthesis")
        field_classes = {"rapporteur": PersonChoice}
        help_texts = {
            "rapporteur": _("Somebody who sits at the table."),
            "description": MARKDOWN_HELP,
            "synthesis": _("What the statements show together, over all regions. Shown above them. Markdown."),
        }

    def __init__(self, *args: Any, table: RoundTable, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        people_at(table, self.fields["rapporteur"])


class ThemeForm(ContentForm):
    """A subject by which statements can be found."""

    class Meta:
        model = Theme
        fields = ("name",)


class StatementForm(ContentForm):
    """What somebody said, or handed in without getting the floor."""

    class Meta:
        model = Statement
        fields = ("item", "person", "kind", "title", "text", "themes", "is_published")
        field_classes = {
            "person": PersonChoice,
            "item": SafeModelChoiceField,
            "themes": SafeModelMultipleChoiceField,
        }
        widgets = {"kind": forms.RadioSelect, "themes": forms.CheckboxSelectMultiple}
        labels = {"person": _("Who"), "item": _("Question of the agenda")}
        help_texts = {"text": MARKDOWN_HELP, "person": _("Somebody who sits at the table.")}

    def __init__(self, *args: Any, table: RoundTable, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        people_at(table, self.fields["person"])
        items: Any = self.fields["item"]
        items.queryset, items.empty_label = table.agenda.all(), None
        themes: Any = self.fields["themes"]
        themes.queryset = table.themes.all()
        if not themes.queryset:
            del self.fields["themes"]


class ProposalForm(ContentForm):
    """What should be done, by whom it was proposed and to whom it is addressed."""

    class Meta:
        model = Proposal
        fields = ("item", "text", "addressee", "author")
        field_classes = {"author": PersonChoice, "item": SafeModelChoiceField}
        labels = {
            "item": _("Question of the agenda"),
            "text": _("Proposal"),
            "author": _("Author of the proposal"),
        }
        help_texts = {
            "text": _("Continues the sentence “The participants recommend …”: to develop, to agree on, to provide."),
            "addressee": _("Whoever it is recommended to; points to one addressee stand together in the resolution."),
            "author": _("Somebody who sits at the table."),
        }

    def __init__(self, *args: Any, table: RoundTable, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        people_at(table, self.fields["author"])
        items: Any = self.fields["item"]
        items.queryset, items.empty_label = table.agenda.all(), None


class ResolutionForm(ContentForm):
    """The texts before the points."""

    class Meta:
        model = Resolution
        fields = ("preamble", "problems")
        help_texts = {
            "preamble": _("Continues “Having heard and discussed …, the participants note:”. Markdown."),
            "problems": _("What stands in the way. Markdown."),
        }


class AdoptionForm(Form):
    """How the resolution was adopted."""

    adoption = forms.ChoiceField(
        label=_("How it was adopted"),
        choices=[choice for choice in Adoption.choices if choice[0] != Adoption.NOT_YET],
        widget=forms.RadioSelect,
    )
    adopted_on = forms.DateField(
        label=_("Adopted on"), widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")
    )
    votes_for = forms.IntegerField(label=_("For"), min_value=0, required=False)
    votes_against = forms.IntegerField(label=_("Against"), min_value=0, required=False)
    abstentions = forms.IntegerField(label=_("Abstained"), min_value=0, required=False)

    def __init__(self, *args: Any, event: Event, **kwargs: Any) -> None:
        kwargs.setdefault("initial", {"adopted_on": min(max(event.today, event.starts_on), event.ends_on)})
        super().__init__(*args, **kwargs)

    def clean(self) -> dict[str, Any]:
        """Ask for the figures of a vote."""
        cleaned: dict[str, Any] = super().clean() or self.cleaned_data
        if cleaned.get("adoption") == Adoption.VOTE:
            for name in ("votes_for", "votes_against", "abstentions"):
                if cleaned.get(name) is None and name not in self.errors:
                    self.add_error(name, _("A vote needs this figure; 0 when nobody."))
            pro, contra = cleaned.get("votes_for"), cleaned.get("votes_against")
            if pro is not None and contra is not None and pro <= contra:
                self.add_error("votes_for", _("No more votes for than against: this resolution was not adopted."))
        return cleaned


class SeatForm(Form):
    """Somebody found, and the part they get."""

    person = forms.ModelChoiceField[Person](queryset=None, widget=forms.HiddenInput)
    role = forms.ChoiceField(label=_("Role"), choices=ParticipantRole.choices)

    def __init__(self, *args: Any, event: Event, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field: Any = self.fields["person"]
        field.queryset = Person.objects.filter(event=event)


class OwnStatementForm(Form):
    """A written statement by the participant."""

    item = forms.ModelChoiceField[AgendaItem](label=_("Question of the agenda"), queryset=None, empty_label=None)
    language = forms.ChoiceField(label=_("Language of your statement"), choices=settings.LANGUAGES)
    title = forms.CharField(label=_("Title"), max_length=500)
    text = forms.CharField(
        label=_("Text"), max_length=20000, widget=forms.Textarea(attrs={"rows": 12}), help_text=MARKDOWN_HELP
    )

    def __init__(self, *args: Any, table: RoundTable, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field: Any = self.fields["item"]
        field.queryset = table.agenda.all()


def people_at(table: RoundTable, field: Any) -> None:
    """Let a field choose among those who sit at the table."""
    people: Any = Person.objects.filter(round_tables__round_table=table).select_related("organisation")
    field.queryset = people.alphabetical()
