"""Forms of the programme."""

from datetime import date, datetime
from typing import Any

from django import forms
from django.conf import settings
from django.utils.translation import gettext_lazy as _
from i18nfield.forms import I18nModelForm

from conference.core.clock import weekday
from conference.core.forms import Form, KeepsTyped
from conference.events.models import Event
from conference.programme.choices import PersonRole
from conference.programme.models import Room, Session, Slot, Track
from conference.programme.queries.plan import day_of, days_of, moment_in
from conference.programme.services.sessions import SESSION_FIELDS


class PlaceNameForm(KeepsTyped, I18nModelForm):  # type: ignore[misc]
    """What rooms and tracks share: a name in at least one language."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        fields: Any = self.fields
        fields["name"].require_all_fields = False


class RoomForm(PlaceNameForm):
    """A room."""

    class Meta:
        model = Room
        fields = ["name", "capacity", "description"]
        help_texts = {"description": _("How to find it: the building, the floor.")}


class TrackForm(PlaceNameForm):
    """A track."""

    class Meta:
        model = Track
        fields = ["name"]


class SessionForm(KeepsTyped, I18nModelForm):  # type: ignore[misc]
    """A session without its people and places, which have forms of their own."""

    language = forms.ChoiceField(label=_("Language of the session"), required=False)
    track = forms.ModelChoiceField(
        label=_("Track"), queryset=Track.objects.none(), required=False, empty_label=_("No track")
    )

    class Meta:
        model = Session
        fields = SESSION_FIELDS
        help_texts = {
            "title": _("In the language of the session; a translation helps those who read another."),
            "abstract": _("Markdown: **bold**, lists, links."),
            "minutes": _("Including questions."),
        }

    def __init__(self, *args: Any, event: Event, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        fields: Any = self.fields
        fields["title"].require_all_fields = False
        fields["track"].queryset = Track.objects.filter(event=event)
        known = [("", _("Not said")), *settings.LANGUAGES]
        stored = self.instance.language if self.instance else ""
        fields["language"].choices = known if stored in dict(known) else [*known, (stored, stored)]


class PersonSearchForm(Form):
    """Who is to be found, and what they shall do in the session."""

    q = forms.CharField(label=_("Name or institution"), max_length=100)
    role = forms.ChoiceField(label=_("Role"), choices=PersonRole.choices, initial=PersonRole.SPEAKER)


class PlaceForm(Form):
    """Where and when a session stands."""

    session = forms.ModelChoiceField(label=_("Session"), queryset=Session.objects.none(), to_field_name="code")
    day = forms.ChoiceField(label=_("Day"))
    time = forms.TimeField(label=_("Begins at"), widget=forms.TimeInput(attrs={"type": "time"}, format="%H:%M"))
    room = forms.ModelChoiceField(
        label=_("Room"),
        queryset=Room.objects.none(),
        to_field_name="code",
        required=False,
        empty_label=_("No room"),
        help_text=_("A break or an excursion needs none."),
    )
    minutes = forms.IntegerField(
        label=_("Length in minutes"),
        required=False,
        min_value=1,
        max_value=32000,
        help_text=_("Empty: the length of the session."),
    )

    def __init__(self, *args: Any, event: Event, slot: Slot | None = None, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.event, self.slot = event, slot
        fields: Any = self.fields
        days = days_of(event)
        asked = slot.starts_at if slot else None
        if asked and day_of(asked, event.zone) not in days:
            days.append(day_of(asked, event.zone))
        fields["day"].choices = [(day.isoformat(), weekday(day)) for day in days]
        sessions = Session.objects.filter(event=event, is_cancelled=False)
        fields["session"].queryset = sessions.filter(pk=slot.session_id) if slot else sessions.alphabetical()
        fields["room"].queryset = Room.objects.filter(event=event)

    @property
    def starts_at(self) -> datetime:
        """The moment chosen; the hours after midnight belong to the programme day before."""
        return moment_in(self.event, date.fromisoformat(self.cleaned_data["day"]), self.cleaned_data["time"])


class ReleaseForm(Form):
    """What a release is called and what it says of itself."""

    name = forms.CharField(
        label=_("Name of this version"),
        max_length=100,
        required=False,
        help_text=_("For example “Preliminary programme”. Empty: its number."),
    )
    comment = forms.CharField(
        label=_("What changed, in a sentence"), required=False, widget=forms.Textarea(attrs={"rows": 2})
    )
