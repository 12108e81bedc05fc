"""The address of a public page stays: links, printed codes and citations lead to it.

It is free again while the page is hidden, which nobody does by mistake.
"""

from collections.abc import Mapping
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

STAYS = _("The page is public, so its address stays: links and printed codes lead to it. Hide the page to change it.")


def keep_address(stored: Any, fields: Mapping[str, Any]) -> None:
    """Raise ValidationError when `fields` give a public row another address. `stored` is the row before the change."""
    if stored.is_public and fields.get("slug", stored.slug) != stored.slug:
        raise ValidationError({"slug": STAYS})


class KeepsAddress(forms.BaseForm):
    """A form that shows the address of a public page without letting anybody change it."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        instance: Any = getattr(self, "instance", None)
        if instance and instance.pk and instance.is_public:
            self.fields["slug"].disabled = True
            self.fields["slug"].help_text = STAYS
