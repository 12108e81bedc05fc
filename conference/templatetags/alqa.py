"""What templates say about content: its language, dates, Markdown, and addresses with one parameter changed."""

import re
from collections.abc import Mapping
from datetime import date, datetime, tzinfo
from functools import cache
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

import nh3
from babel.dates import format_date, format_skeleton, get_month_names
from django import template
from django.conf import settings
from django.template.context import Context
from django.template.loader import get_template
from django.urls import get_script_prefix
from django.utils import translation
from django.utils.html import conditional_escape, format_html, format_html_join
from django.utils.safestring import SafeString, mark_safe
from markdown_it import MarkdownIt

from conference.core import clock
from conference.core.text import localized as content

register = template.Library()

# Sizes of a title: a name of 200 letters cannot be set as large as one of 20.
TITLE_STEPS = ((34, "title-xl"), (80, "title-l"), (150, "title-m"))
TOKENS = Path(__file__).resolve().parents[1] / "static" / "css" / "tokens.css"
TEXT_HEADING = 3  # a text's own highest heading stands under the page's h1 and the section's h2
MARKDOWN_TAGS = {
    "a", "blockquote", "br", "code", "em", "h3", "h4", "h5", "h6", "hr", "li", "ol", "p", "pre", "strong",
    "table", "tbody", "td", "th", "thead", "tr", "ul",
}  # fmt: skip

_markdown = MarkdownIt("commonmark", {"html": False}).enable("table")


# --- parts of every page ---
@register.simple_tag
def kept_part(name: str) -> SafeString:
    """Return a template that says the same on every page in a language, made once: it may depend on nothing else."""
    language, prefix = translation.get_language() or "ru", get_script_prefix()
    return (_part.__wrapped__ if settings.DEBUG else _part)(name, language, prefix)


@cache
def _part(name: str, _language: str, _prefix: str) -> SafeString:
    made: Any = get_template(name)
    return SafeString(made.template.render(Context()))


# --- content in several languages ---
@register.filter
def localized(value: Any) -> str:
    """Return the translation that this reader gets."""
    return content.localized(value)


@register.filter
def shown_lang(value: Any) -> str:
    """Return the code of the language in which `value` is shown, "" when it is the page's own or unknown."""
    code = content.language_shown(value)
    return "" if code == translation.get_language() else code


@register.filter
def lang_attr(value: Any) -> SafeString:
    """Return ` lang="kk"` for content in another language than the page: `<h1{{ title|lang_attr }}>`."""
    code = shown_lang(value)
    return mark_safe(f' lang="{conditional_escape(code)}"' if code else "")


@register.filter
def markdown(value: Any) -> SafeString:
    """Return Markdown (a text or one in several languages) as HTML in which nothing can run."""
    tokens = _markdown.parse(content.localized(value))
    headings = [token for token in tokens if token.type in {"heading_open", "heading_close"}]
    shift = TEXT_HEADING - min((int(token.tag[1]) for token in headings), default=1)
    for token in headings:
        token.tag = f"h{min(int(token.tag[1]) + shift, 6)}"
    html = _markdown.renderer.render(tokens, _markdown.options, {})
    return mark_safe(nh3.clean(html, tags=MARKDOWN_TAGS))


@register.filter
def title_size(value: Any) -> str:
    """Return the class for a title of this length."""
    length = len(content.localized(value))
    return next((name for limit, name in TITLE_STEPS if length <= limit), "title-s")


@register.filter
def initials(name: Any) -> str:
    """Return up to two first letters of a name: «Айгүл Сапарқызы» → «АС»; never nothing, whatever the name is."""
    words = str(name).replace("-", " ").split()
    letters = [letter for word in words if (letter := next(filter(str.isalpha, word), ""))]
    return "".join(letters[:2]).upper() or "".join(words)[:1] or "•"


@cache
def _accents() -> dict[str, str]:
    """Return the accents' light colours from tokens.css, the one place where they are written."""
    rules = re.findall(r'\[data-accent="(\w+)"\]\s*\{[^}]*--accent:\s*(#[0-9a-f]{6})', TOKENS.read_text("utf-8"))
    return dict(rules)


@register.filter
def accent_hex(name: str) -> str:
    """Return the colour of an accent for mails and PDF, which know no custom properties."""
    return _accents().get(str(name), _accents()["turquoise"])


# --- dates ---
def _zone(zone: Any) -> tzinfo | None:
    return ZoneInfo(zone) if isinstance(zone, str) and zone else zone or None


@register.filter
def day(value: date | None) -> str:
    """Return a full date."""
    return clock.day(value) if value else ""


@register.filter
def weekday(value: date | None) -> str:
    """Return the weekday and the date without its year."""
    return clock.weekday(value) if value else ""


@register.filter
def clock_time(value: datetime | None, zone: Any = None) -> str:
    """Return hours and minutes; the argument is a zone or its name."""
    return clock.clock_time(value, _zone(zone)) if value else ""


@register.filter
def moment(value: datetime | None, zone: Any = None) -> str:
    """Return date and time; the argument is a zone or its name."""
    return clock.moment(value, _zone(zone)) if value else ""


@register.filter
def zone_name(value: datetime | None, zone: Any) -> str:
    """Return the zone as people say it: UTC+5."""
    found = _zone(zone)
    return clock.zone_name(value, found) if value and found else ""


@register.filter
def in_zone(value: datetime | None, zone: Any) -> str:
    """Return the moment with its offset, for `<time datetime>`."""
    return value.astimezone(_zone(zone)).isoformat(timespec="minutes") if value else ""


@register.filter
def noon_in(value: date, zone: Any) -> datetime:
    """Return noon of a day in a zone: a moment by which the day's offset can be said."""
    return datetime(value.year, value.month, value.day, 12, tzinfo=_zone(zone))


@cache
def _months(language: str) -> str:
    names = get_month_names("abbreviated", locale="en_GB" if language == "en" else language)
    return "|".join(names[number] for number in range(1, 13))


@register.simple_tag
def short_months() -> str:
    """Return the short names of the months for scripts: browsers do not know Kazakh ones."""
    return _months(translation.get_language() or "ru")


@register.simple_tag
def days(first: date, last: date) -> str:
    """Return a range of days: «23–25 ноября 2026 г.»."""
    return clock.days(first, last)


@register.simple_tag
def date_parts(first: date, last: date) -> dict[str, str]:
    """Return a range as a numeral and what stands below it: «23–25» and «ноября 2026»."""
    code = translation.get_language() or "ru"
    locale = "en_GB" if code == "en" else code
    if (first.year, first.month) == (last.year, last.month):
        numeral = str(first.day) if first == last else f"{first.day}–{last.day}"
        month = (
            format_date(first, "MMMM y", locale=locale)
            if code == "ru"
            else format_skeleton("yMMMM", first, locale=locale)
        )
        return {"numeral": numeral, "below": month, "long": ""}
    short = [format_date(value, "d MMM", locale=locale) for value in (first, last)]
    return {"numeral": f"{short[0]} – {short[1]}", "below": str(last.year), "long": "yes"}


# --- addresses and attributes ---
@register.simple_tag(takes_context=True)
def query(context: Context, **changes: Any) -> str:
    """Return the page's query with `changes` made: `{% query page=2 %}`; an empty value takes the parameter out."""
    values = context["request"].GET.copy()
    for key, value in changes.items():
        values.pop(key, None)
        if value not in (None, ""):
            values[key] = str(value)
    return f"?{values.urlencode()}"


@register.simple_tag(takes_context=True)
def query_page(context: Context, name: str, number: int) -> str:
    """Return the page's query with the parameter called `name` set: for the pagination."""
    return query(context, **{name: number})


@register.filter
def spread(attrs: Any) -> SafeString:
    """Return what a component was given beyond its own variables as HTML attributes, escaped."""
    given: Mapping[str, Any] = attrs.attrs_dict() if hasattr(attrs, "attrs_dict") else attrs
    kept = [(name, value) for name, value in given.items() if value not in (None, False)]
    return format_html_join(
        "",
        " {}{}",
        (
            (name, mark_safe("") if value is True else format_html('="{}"', conditional_escape(value)))
            for name, value in kept
        ),
    )


@register.filter
def share_of(part: Any, whole: Any) -> int:
    """Return how many hundredths `part` is of `whole`, 0 to 100, for the width of a bar."""
    return max(0, min(100, round(100 * float(part) / float(whole)))) if whole and part else 0
