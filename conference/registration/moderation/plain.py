"""A registration's values by topic in a plain form: text, lists and mappings that a JSON column keeps and compares.

`name`, `organisation` and `origin` are mappings of a person's fields, `category` a code, `mode` a word, `answers` plain
answers (`questions/answers.py`) by the codes of questions; a question without an answer stands there with "".
"""

from collections.abc import Collection, Mapping
from typing import Any

from conference.core.text.localized import localized
from conference.people.models import Person
from conference.registration.models import Registration
from conference.registration.moderation.choices import FIELDS, Topic
from conference.registration.questions.queries import answers_of

Plain = dict[str, Any]


def person_now(person: Person, names: Collection[str], language: str | None) -> Plain:
    """Return fields of a person in their plain form; the organisation by its name in one language."""
    found = {name: plain(getattr(person, name)) for name in names}
    if "organisation" in found:
        found["organisation"] = localized(person.organisation.name, language) if person.organisation else ""
    return found


def plain(value: Any) -> Any:
    """Return a value as JSON has it."""
    if isinstance(value, list | tuple):
        return [plain(one) for one in value]
    return "" if value is None else str(value)


def now_of(
    registration: Registration, topics: Collection[str], questions: Collection[str] = (), language: str | None = "ru"
) -> Plain:
    """Return the present values of these topics; of the answers those to `questions`, by their codes.

    What is compared later must not depend on who reads: the organisation is named in `language`.
    """
    found: Plain = {}
    for topic in topics:
        if topic in FIELDS:
            found[topic] = person_now(registration.person, FIELDS[topic], language)
        elif topic == Topic.CATEGORY:
            found[topic] = registration.category.code
        elif topic == Topic.MODE:
            found[topic] = str(registration.mode)
        else:
            given = answers_of(registration)
            found[topic] = {code: given.get(code, "") for code in questions}
    return found


def differing(wanted: Mapping[str, Any], now: Mapping[str, Any]) -> Plain:
    """Return of the values wanted those that are otherwise now; of a mapping the entries that differ."""
    found: Plain = {}
    for topic, value in wanted.items():
        if isinstance(value, Mapping):
            known = now.get(topic, {})
            if changed := {name: one for name, one in value.items() if one != known.get(name, "")}:
                found[topic] = changed
        elif value != now.get(topic):
            found[topic] = value
    return found


def same_parts(values: Mapping[str, Any], of: Mapping[str, Any]) -> Plain:
    """Return `values` cut down to the topics and entries that `of` has."""
    return {
        topic: {name: values[topic].get(name, "") for name in one} if isinstance(one, Mapping) else values[topic]
        for topic, one in of.items()
    }
