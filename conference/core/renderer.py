"""Widgets of forms put together by hand where Django renders a template for each, and another for its attributes.

A page with two lists of countries took more than half of its time for that. What comes out is what Django's own
templates make of it (`tests/conference/core/test_renderer.py` compares them).
"""

from collections.abc import Callable, Mapping
from typing import Any

from django.forms.renderers import DjangoTemplates
from django.http import HttpRequest
from django.utils.html import conditional_escape
from django.utils.safestring import SafeString

FOLDER = "django/forms/widgets/"


def _attributes(attrs: Mapping[str, Any]) -> str:
    """Return attributes as they stand in a tag; True stands without a value, False not at all."""
    parts = []
    for name, value in attrs.items():
        if value is True:
            parts.append(f" {conditional_escape(name)}")
        elif value is not False:
            parts.append(f' {conditional_escape(name)}="{conditional_escape(str(value))}"')
    return "".join(parts)


def _input(widget: Mapping[str, Any]) -> str:
    value = widget["value"]
    shown = "" if value is None else f' value="{conditional_escape(str(value))}"'
    head = f'<input type="{conditional_escape(widget["type"])}" name="{conditional_escape(widget["name"])}"'
    return f"{head}{shown}{_attributes(widget['attrs'])}>"


def _choice(widget: Mapping[str, Any]) -> str:
    """Return one of several radio buttons or boxes, inside its label where it is to have one."""
    if not widget.get("wrap_label"):
        return _input(widget)
    target = f' for="{conditional_escape(widget["attrs"]["id"])}"' if widget["attrs"].get("id") else ""
    return f"<label{target}>{_input(widget)} {conditional_escape(widget['label'])}</label>"


def _textarea(widget: Mapping[str, Any]) -> str:
    value = widget["value"]
    text = conditional_escape(str(value)) if value else ""
    name = conditional_escape(widget["name"])
    # The first line break is the browser's, not the writer's.
    return f'<textarea name="{name}"{_attributes(widget["attrs"])}>\n{text}</textarea>'


def _select(widget: Mapping[str, Any]) -> str:
    parts = [f'<select name="{conditional_escape(widget["name"])}"{_attributes(widget["attrs"])}>']
    for group, options, _index in widget["optgroups"]:
        if group:
            parts.append(f'<optgroup label="{conditional_escape(group)}">')
        for option in options:
            value = conditional_escape(str(option["value"]))
            label = conditional_escape(option["label"])
            parts.append(f'<option value="{value}"{_attributes(option["attrs"])}>{label}</option>')
        if group:
            parts.append("</optgroup>")
    return "\n".join([*parts, "</select>"])


INPUTS = ("text", "email", "number", "url", "tel", "search", "color", "hidden", "password", "date", "datetime", "time")
BY_HAND: Mapping[str, Callable[[Mapping[str, Any]], str]] = {
    **{f"{FOLDER}{name}.html": _input for name in (*INPUTS, "checkbox", "input")},
    **{f"{FOLDER}{name}_option.html": _choice for name in ("radio", "checkbox")},
    f"{FOLDER}select.html": _select,
    f"{FOLDER}textarea.html": _textarea,
}


class QuickRenderer(DjangoTemplates):
    """Django's renderer of forms, quicker where there is much of the same."""

    def render(self, template_name: str, context: dict[str, Any], request: HttpRequest | None = None) -> SafeString:
        """Return the widget's HTML."""
        if make := BY_HAND.get(template_name):
            return SafeString(make(context["widget"]))  # each part of it is escaped above
        return SafeString(super().render(template_name, context, request))
