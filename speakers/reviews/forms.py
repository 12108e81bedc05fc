"""The form of a review."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from conference.core.forms import ModelForm
from speakers.reviews.models import Review

MARKS = [
    (5, _("5 – certainly include")),
    (4, _("4 – include")),
    (3, _("3 – if there is room")),
    (2, _("2 – rather not")),
    (1, _("1 – not for this event")),
]


class ReviewForm(ModelForm):
    """A score, and words for the committee."""

    score = forms.TypedChoiceField(label=_("Your opinion"), choices=MARKS, coerce=int, widget=forms.RadioSelect)

    class Meta:
        model = Review
        fields = ("score", "comment")
        widgets = {"comment": forms.Textarea(attrs={"rows": 5})}
        help_texts = {"comment": _("Read by the committee only, never by the author.")}

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.use_required_attribute = False
