"""Forms of the chair's decisions."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from conference.core.forms import Form
from conference.core.text.localized import localized
from conference.programme.choices import Kind
from conference.programme.models import Track
from speakers.decisions.choices import Outcome
from speakers.decisions.services import usual_minutes
from speakers.submissions.models import Submission


class MessageForm(Form):
    """What the author is told beyond the decision itself."""

    message = forms.CharField(
        label=_("Message to the author"),
        required=False,
        max_length=5000,
        widget=forms.Textarea(attrs={"rows": 5}),
        help_text=_("It stands inside the mail. Write it in the author's language."),
    )


class AcceptForm(MessageForm):
    """What the session will be."""

    kind = forms.ChoiceField(label=_("Kind"), choices=Kind.choices)
    track: Any = forms.ModelChoiceField(
        label=_("Track"), queryset=Track.objects.none(), required=False, empty_label=_("Without a track")
    )
    minutes = forms.IntegerField(label=_("Length in minutes"), min_value=1, max_value=600)

    field_order = ("kind", "track", "minutes", "message")

    def __init__(self, *args: Any, submission: Submission, **kwargs: Any) -> None:
        kwargs["initial"] = {
            "kind": submission.kind,
            "track": submission.track,
            "minutes": usual_minutes(submission.kind),
        }
        super().__init__(*args, **kwargs)
        track: Any = self.fields["track"]
        track.queryset = Track.objects.filter(event=submission.event)
        track.label_from_instance = lambda row: localized(row.name)


class ManyForm(MessageForm):
    """The submissions that one decision is about, by code."""

    outcome = forms.ChoiceField(choices=Outcome.choices, widget=forms.HiddenInput)


def decision_form(outcome: Outcome, submission: Submission, data: Any) -> MessageForm:
    """Return the form for this decision."""
    return AcceptForm(data, submission=submission) if outcome == Outcome.ACCEPTED else MessageForm(data)
