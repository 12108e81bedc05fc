"""Components of which a page has dozens, put together in Python: `<c-field>` and `<c-icon>`.

Django Cotton renders a template for each component. A form of twenty fields took more than half of its page's time for
that. What is written in templates stays as it is: this library is a builtin (`settings.TEMPLATES`) after Cotton's own,
whose tag it replaces. `templates/cotton/field.html` and `icon.html` are there for where the quick way does not lead and
say the same (`tests/conference/core/test_components.py` compares them).
"""

from collections.abc import Callable, Mapping
from functools import cache
from typing import Any

from django import template
from django.forms.boundfield import BoundField
from django.template.context import Context
from django.template.loader import get_template
from django.templatetags.static import static
from django.utils.html import conditional_escape
from django.utils.safestring import SafeString
from django.utils.translation import gettext
from django_cotton.templatetags import UnprocessableDynamicAttr
from django_cotton.templatetags._component import AttrKind, CottonComponentNode, cotton_component

from conference.templatetags.alqa_forms import (
    described_by,
    field_with_aria,
    first_input,
    is_optional,
    language_inputs,
    limit_of,
    widget_kind,
)

register = template.Library()
GROUPS = ("languages", "choices", "group")


@register.tag("cotton")
def component(parser: Any, token: Any) -> Any:
    """Read a component's tag; those of `QUICK` without anything between their tags are made in Python."""
    node = cotton_component(parser, token)
    if node.component_name in QUICK and not node.nodelist and not node.only:
        node.__class__ = QuickComponent
    return node


class QuickComponent(CottonComponentNode):  # type: ignore[misc]  # Cotton has no types
    """A component made by a function of its attributes."""

    def render(self, context: Context) -> SafeString:
        """Return its HTML; Cotton's way where an attribute is not to be had, which it judges itself."""
        try:
            given = {attr.key: _value(attr, context) for attr in self._prepared_attrs}
        except UnprocessableDynamicAttr:
            return SafeString(super().render(context))
        return SafeString(QUICK[self.component_name](given))


def _value(attr: Any, context: Context) -> Any:
    if attr.kind == AttrKind.DYNAMIC:
        return attr.compiled.resolve(context)
    if attr.kind == AttrKind.ESCAPED and attr.compiled:
        return attr.compiled.render(context)
    if attr.kind == AttrKind.UNQUOTED:
        raise UnprocessableDynamicAttr
    return attr.value


# --- icons ---
@cache
def _icons() -> str:
    return str(conditional_escape(static("img/icons.svg")))


def icon(given: Mapping[str, Any]) -> str:
    """Return an icon: `name`, `class`, and `label` where it stands for words."""
    name, label = conditional_escape(given.get("name", "info")), given.get("label", "")
    said = f'role="img" aria-label="{conditional_escape(label)}"' if label else 'aria-hidden="true"'
    head = f'<svg class="icon icon-{name} {conditional_escape(given.get("class", ""))}" viewBox="0 0 24 24"'
    return f'{head} focusable="false" {said}><use href="{_icons()}#{name}"/></svg>'


# --- fields ---
def field(given: Mapping[str, Any]) -> str:
    """Return a field with its label, help, error and counter: `field`, `class`, `hide_label`, `hide_optional`."""
    bound: BoundField = given["field"]
    if bound.is_hidden:
        first = str(bound.errors[0]) if bound.errors else ""
        fault = f'<p class="field-error" id="{bound.auto_id}_error">{conditional_escape(first)}</p>' if first else ""
        return f"{bound}{fault}"
    kind = widget_kind(bound)
    error = " has-error" if bound.errors else ""
    more = conditional_escape(given.get("class", ""))
    if kind == "checkbox":
        label = f'<label class="choice" for="{bound.id_for_label}">\n{field_with_aria(bound)}\n'
        box = f"{label}<span>{conditional_escape(bound.label)}</span>\n</label>"
        return f'<div class="field field-checkbox{error} {more}">\n{box}\n{_help(bound)}{_error(bound)}</div>\n'
    classes = f"field field-{kind} field-{bound.widget_type}{error} {more}"
    if kind in GROUPS:
        ids = described_by(bound)
        described = f' aria-describedby="{ids}"' if ids else ""
        legend = f"<legend{_labelled(given, bound)}</legend>\n{_help(bound)}{_error(bound)}"
        return f'<fieldset class="{classes}"{described}>\n{legend}{_inputs(kind, bound)}</fieldset>\n'
    target = first_input(bound) if kind == "language" else bound.id_for_label
    words = _labelled(given, bound, f' for="{target}"')
    return f'<div class="{classes}">\n<label{words}</label>\n{_help(bound)}{_error(bound)}{_input(kind, bound)}</div>\n'


def _labelled(given: Mapping[str, Any], bound: BoundField, target: str = "") -> str:
    """Return the inside of a label or legend, its attributes first."""
    hidden = " visually-hidden" if given.get("hide_label") else ""
    optional = is_optional(bound) and not given.get("hide_optional")
    said = gettext("optional")
    word = f' <span class="optional">({said})</span>' if optional else ""
    return f' class="label{hidden}"{target}>{conditional_escape(bound.label)}{word}'


def _help(bound: BoundField) -> str:
    if not bound.help_text:
        return ""
    return f'<p class="help" id="{bound.auto_id}_helptext">{conditional_escape(bound.help_text)}</p>\n'


def _error(bound: BoundField) -> str:
    return _part("parts/field_error.html", field=bound) if bound.errors else ""


def _limit(bound: BoundField, input_id: str) -> str:
    limit = limit_of(bound)
    return _part("parts/limit.html", limit=limit, input=input_id) if limit else ""


def _part(name: str, **values: Any) -> str:
    made: Any = get_template(name)
    return str(made.template.render(Context(values)))


def _input(kind: str, bound: BoundField) -> str:
    """Return the one input of a field, with the counter of a long text."""
    if kind == "language":
        return "".join(f"{one['html']}{_limit(bound, one['id'])}" for one in language_inputs(bound))
    return f"{field_with_aria(bound)}\n{_limit(bound, bound.id_for_label)}"


def _inputs(kind: str, bound: BoundField) -> str:
    """Return the several inputs of a field: one for each language, one for each choice, or the widget's own."""
    if kind == "languages":
        return f'<div class="languages-of-field">\n{"".join(map(_in_language(bound), language_inputs(bound)))}</div>\n'
    if kind == "choices":
        return f'<div class="choices">\n{"".join(_choice(bound, option) for option in bound)}</div>\n'
    return f'<div class="group-inputs">{field_with_aria(bound)}</div>\n'


def _in_language(bound: BoundField) -> Callable[[Mapping[str, Any]], str]:
    def made(one: Mapping[str, Any]) -> str:
        code, name = conditional_escape(one["code"]), conditional_escape(one["name"])
        label = f'<label for="{one["id"]}" lang="{code}">{name}</label>'
        return f'<div class="language-input">\n{label}\n{one["html"]}\n{_limit(bound, one["id"])}</div>\n'

    return made


def _choice(bound: BoundField, option: Any) -> str:
    target = f' for="{conditional_escape(option.id_for_label)}"' if option.id_for_label else ""
    is_accent = bound.name == "accent"
    swatch = (
        f'<span class="swatch" data-accent="{conditional_escape(option.data["value"])}"></span>' if is_accent else ""
    )
    words = f"<span>{swatch}{conditional_escape(option.choice_label)}</span>"
    return f'<label class="choice"{target}>\n{option.tag()}\n{words}\n</label>\n'


QUICK: Mapping[str, Callable[[Mapping[str, Any]], str]] = {"field": field, "icon": icon}
