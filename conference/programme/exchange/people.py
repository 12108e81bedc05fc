"""The people of a schedule file into the people of an event, found again by what the file calls them."""

from typing import Any

from conference.core.text.localized import i18n, translations
from conference.events.models import Event
from conference.people.models import Person
from conference.programme.exchange.names import guid_of_person
from conference.programme.exchange.rows import PersonRow
from conference.programme.exchange.values import by_site_language, split_name
from conference.programme.models import ImportedPerson

BATCH = 500
NAME_LENGTH = 100


def imported_details(event: Event, people: list[int]) -> dict[int, dict[str, Any]]:
    """Return what imported schedules tell of these persons: biography and address, for the release."""
    wanted = set(people)
    return {
        known.person_id: {"biography": translations(known.biography), "links": _links(known.extra)}
        for known in ImportedPerson.objects.filter(event=event)
        if known.person_id in wanted
    }


def _links(extra: dict[str, Any]) -> list[dict[str, str]]:
    return [{"url": extra["url"], "title": ""}] if isinstance(extra.get("url"), str) else []


class PeopleWriter:
    """Creates who is new, changes whose name differs, leaves the rest."""

    def __init__(self, event: Event, main: str) -> None:
        self.event, self.main = event, main

    def store(self, rows: dict[str, PersonRow]) -> dict[str, Person]:
        """Return the persons by the file's keys."""
        known = {
            row.key: row
            for row in ImportedPerson.objects.filter(event=self.event).select_related("person__organisation")
        }
        exported = self._exported() if rows.keys() - known.keys() else {}
        new: list[tuple[PersonRow, Person]] = []
        unknown: list[Person] = []
        for key, row in rows.items():
            if key in known:
                self._change(known[key], row)
            else:
                person = exported.get(key) or self._person(row)
                unknown += [] if key in exported else [person]
                new.append((row, person))
        Person.objects.bulk_create(unknown, batch_size=BATCH)
        ImportedPerson.objects.bulk_create([self._imported(row, person) for row, person in new], batch_size=BATCH)
        return {key: known[key].person for key in rows if key in known} | {row.key: person for row, person in new}

    def _exported(self) -> dict[str, Person]:
        """Return the persons by the keys under which our own export names them."""
        return {f"guid:{guid_of_person(person)}": person for person in Person.objects.filter(event=self.event)}

    def _person(self, row: PersonRow) -> Person:
        family, given, patronymic = self._name(row)
        person = Person(
            event=self.event,
            family_name=family,
            given_name=given,
            patronymic=patronymic,
            language=self.main,
        )
        person.fill_keys()
        return person

    def _name(self, row: PersonRow) -> tuple[str, str, str]:
        family, given, patronymic = (part[:NAME_LENGTH] for part in split_name(row.name))
        return family, given, patronymic

    def _imported(self, row: PersonRow, person: Person) -> ImportedPerson:
        return ImportedPerson(
            event=self.event,
            person=person,
            key=row.key,
            biography=i18n(**self._biography(row)),
            extra=row.extra | {"name": row.name},
        )

    def _biography(self, row: PersonRow) -> dict[str, str]:
        return by_site_language(row.biography, row.language, self.main)

    def _change(self, known: ImportedPerson, row: PersonRow) -> None:
        """Take over what the file says anew; a name that the team corrected stays until the file changes it."""
        if known.extra.get("name") != row.name:
            known.person.family_name, known.person.given_name, known.person.patronymic = self._name(row)
            known.person.save()
        biography, extra = self._biography(row), known.extra | row.extra | {"name": row.name}
        if (biography and translations(known.biography) != biography) or extra != known.extra:
            known.biography = i18n(**biography) if biography else known.biography
            known.extra = extra
            known.save()
