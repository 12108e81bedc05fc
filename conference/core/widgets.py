"""Inputs that HTML has and Django's forms lack."""

from collections.abc import Iterable
from functools import lru_cache
from typing import Any

from django import forms
from django.utils.html import conditional_escape, format_html, format_html_join
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


class KeptSelect(forms.Select):
    """A list of very many choices that are the same for everybody, as pairs: their HTML is made once for each list."""

    def render(self, name: str, value: Any, attrs: dict[str, Any] | None = None, renderer: Any = None) -> SafeString:
        """Return the list, as its parent makes it, with what is chosen marked."""
        choices, every = self.choices, self.choices
        self.choices = []
        try:
            empty = super().render(name, value, attrs, renderer)
        finally:
            self.choices = choices
        chosen = {str(one) for one in self.format_value(value)}
        known = _options(tuple(every))
        options = [html for _code, html in known]
        # Of several with one value the first: a browser would take the last that is marked.
        first = next((place for place, (code, _html) in enumerate(known) if code in chosen), None)
        if first is not None:
            options[first] = options[first].replace(">", " selected>", 1)
        head, end = empty.rsplit("</select>", 1)
        return SafeString("\n".join([head.rstrip("\n"), *options, f"</select>{end}"]))


@lru_cache(maxsize=50)
def _options(choices: tuple[tuple[str, str], ...]) -> list[tuple[str, str]]:
    """Return each value with its option, not chosen."""
    made = []
    for value, label in choices:
        code = str(value)
        made.append((code, f'<option value="{conditional_escape(code)}">{conditional_escape(label)}</option>'))
    return made
