"""The tool that keeps the catalogues: it finds every message, and notices what is missing or broken."""

from babel.messages.catalog import Catalog

from conference.core import catalogues


def test_messages_of_code_and_templates_are_found() -> None:
    found = catalogues.extracted()
    assert found.get("Registration") is not None
    assert found.get("Owner") is not None
    assert found.get("%(n)s place left") is not None
    plural = found.get("{n} registration" if False else "%(n)s registration")
    assert plural is not None
    assert plural.pluralizable


def test_lost_and_invented_placeholders_are_faults() -> None:
    catalog = Catalog(locale="ru", fuzzy=False)
    lost = catalog.add("Hello %(name)s", "Привет", flags={"python-format"})
    assert any("placeholder" in fault for fault in catalogues.faults(lost, catalog))
    kept = catalog.add("Bye %(name)s", "Пока, %(name)s", flags={"python-format"})
    assert list(catalogues.faults(kept, catalog)) == []


def test_a_plural_needs_all_its_forms() -> None:
    catalog = Catalog(locale="ru", fuzzy=False)
    message = catalog.add(("%(n)s place", "%(n)s places"), ("%(n)s место", "%(n)s места", ""))
    assert not catalogues.filled(message, message.string)


def test_every_string_is_translated_into_every_language() -> None:
    assert catalogues.problems() == []
