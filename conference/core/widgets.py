"""Inputs that HTML has and Django's forms lack."""

from collections.abc import Iterable
from typing import Any

from django import forms
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString


class SuggestingInput(forms.TextInput):
    """A line of text for which the browser offers `suggestions`; anything else may be typed."""

    suggestions: Iterable[str] = ()

    def render(self, name: str, value: Any, attrs: dict[str, Any] | None = None, renderer: Any = None) -> SafeString:
        """Return the input and its list."""
        own_id = f"{(attrs or {}).get('id') or name}_list"
        field = super().render(name, value, {**(attrs or {}), "list": own_id}, renderer)
        options = format_html_join("", '<option value="{}"></option>', ((text,) for text in self.suggestions))
        return format_html('{}<datalist id="{}">{}</datalist>', field, own_id, options)
