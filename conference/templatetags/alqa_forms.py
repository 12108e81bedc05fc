"""What the form components need: a field's parts with names that assistive technology can follow."""

from typing import Any

from django import forms, template
from django.conf import settings
from django.forms.boundfield import BoundField
from django.forms.widgets import CheckboxInput, MultiWidget, Textarea
from django.utils.safestring import SafeString
from i18nfield.forms import I18nWidget

register = template.Library()


@register.filter
def widget_kind(field: BoundField) -> str:
    """Return how the field is laid out: languages, choices, checkbox, group, file or plain."""
    widget = field.field.widget
    if isinstance(widget, I18nWidget):
        return "languages" if len(widget.enabled_locales) > 1 else "language"
    if isinstance(widget, (forms.RadioSelect, forms.CheckboxSelectMultiple)):
        return "choices"
    if isinstance(widget, CheckboxInput):
        return "checkbox"
    if isinstance(widget, forms.FileInput):
        return "file"
    return "group" if isinstance(widget, MultiWidget) or field.use_fieldset else "plain"


@register.filter
def widget_type(field: BoundField) -> str:
    """Return the widget's name in lower case, for classes: text, email, textarea, select, radioselect …"""
    return field.widget_type


@register.filter
def is_optional(field: BoundField) -> bool:
    """Return whether the field may stay empty; a text in several languages keeps that elsewhere."""
    return not getattr(field.field, "one_required", field.field.required)


@register.filter
def described_by(field: BoundField) -> str:
    """Return the ids of the help and the error below a group of inputs."""
    parts = [f"{field.auto_id}_helptext"] if field.help_text else []
    return " ".join([*parts, f"{field.auto_id}_error"] if field.errors else parts)


@register.filter
def first_input(field: BoundField) -> str:
    """Return the id of the input to which a link in the error summary leads."""
    return field.auto_id if widget_kind(field) in {"plain", "checkbox", "file"} else f"{field.auto_id}_0"


@register.filter
def limit_of(field: BoundField) -> int | None:
    """Return how many characters a long text may have, where its field or its form (`data-limit`) says so."""
    widget = field.field.widget
    if limit := widget.attrs.get("data-limit"):
        return int(limit)
    return getattr(field.field, "max_length", None) if isinstance(widget, Textarea) else None


@register.simple_tag
def field_with_aria(field: BoundField, **attrs: Any) -> SafeString:
    """Return the field's widget, tied to its help and error; further attributes by keyword (`_` for `-`)."""
    extra = {name.replace("_", "-"): value for name, value in attrs.items() if value not in (None, "")}
    if field.use_fieldset and (ids := described_by(field)):
        extra.setdefault("aria-describedby", ids)
    if "aria-describedby" in field.field.widget.attrs and (ids := described_by(field)):
        extra["aria-describedby"] = f"{field.field.widget.attrs['aria-describedby']} {ids}"
    return field.as_widget(attrs=extra)


@register.filter
def language_inputs(field: BoundField) -> list[dict[str, Any]]:
    """Return one labelled input for each language of a text in several languages."""
    widget: Any = field.field.widget
    values = field.value()
    if not isinstance(values, list):
        values = widget.decompress(values)
    names = dict(settings.LANGUAGES)
    several = len(widget.enabled_locales) > 1
    inputs = []
    for index, (code, single) in enumerate(zip(widget.locales, widget.widgets, strict=True)):
        if code not in widget.enabled_locales:
            continue
        attrs = {key: value for key, value in widget.attrs.items() if key != "id"}
        attrs |= {"id": f"{field.auto_id}_{index}", "lang": code}
        if ids := described_by(field):
            attrs["aria-describedby"] = ids
        if field.errors:
            attrs["aria-invalid"] = "true"
        if field.field.disabled:
            attrs["disabled"] = True
        if isinstance(single, Textarea):
            attrs.setdefault("rows", 3)
            single.attrs.pop("cols", None)
        value = values[index] if index < len(values) else None
        html = single.render(f"{field.html_name}_{index}", value, attrs, renderer=field.form.renderer)
        inputs.append({"code": code, "name": names.get(code, code) if several else "", "id": attrs["id"], "html": html})
    return inputs


@register.filter
def errors_shown(form: Any) -> bool:
    """Return whether the form was sent and refused."""
    return bool(form and form.is_bound and form.errors)


@register.filter
def rows_refused(rows: Any) -> bool:
    """Return whether a formset was sent and something in it refused."""
    return bool(rows and rows.is_bound and (any(rows.errors) or rows.non_form_errors()))


@register.filter
def without_stop(label: Any) -> str:
    """Return a field's label as words that a colon follows: labels of boxes are whole sentences."""
    return str(label).rstrip(".:")


@register.filter
def fields_with_errors(form: Any) -> list[BoundField]:
    """Return the visible fields that were refused, in their order."""
    return [field for field in form.visible_fields() if field.errors]
