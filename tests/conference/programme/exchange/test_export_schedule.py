"""The export: what public schemas accept, and what the import turns into the same programme again."""

import json
from datetime import timedelta
from pathlib import Path

import pytest
from django.core.management import CommandError, call_command
from django_scopes import scope
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from lxml import etree

from conference.core.text.localized import i18n, translations
from conference.events.models import Event
from conference.people.models import Person
from conference.programme.choices import Kind
from conference.programme.models import Session
from conference.programme.queries.plan import planned
from tests.conference.programme.exchange.samples import ENTRY, FILE, with_entries
from tests.factories.programme import SessionFactory, placed

pytestmark = pytest.mark.django_db
VALIDATOR = Path(__file__).resolve().parents[5] / "shared" / "data" / "schedules" / "validator"
needs_schemas = pytest.mark.skipif(not VALIDATOR.is_dir(), reason="../shared/data/schedules/validator is not there")
FORMATS = ("json", "xml")


def imported(file: Path, slug: str, data: bytes | None = None) -> Event:
    if data is not None:
        file.write_bytes(data)
    call_command("import_schedule", str(file), event=slug, no_release=True)
    return Event.objects.get(slug=slug)


def exported(folder: Path, event: Event, ending: str) -> Path:
    file = folder / f"{event.slug}.{ending}"
    call_command("export_schedule", str(file), event=event.slug)
    return file


def programme(event: Event) -> list[tuple]:
    """Return what a reader would miss of a programme."""
    with scope(event=event):
        return sorted(
            (
                *(str(translations(text)) for text in (row.title, row.subtitle, row.abstract, row.description)),
                (row.kind, row.language, str(row.track), row.minutes),
                [part.person.full_name for part in row.parts.all()],
                [(str(slot.room), slot.starts_at, slot.ends_at) for slot in row.slots.all()],
                {name: row.extra.get(name) for name in ("recording", "links", "attachments", "feedback_url")},
            )
            for row in planned(event)
        )


@pytest.fixture
def rich(draft):
    """An event made here: a plenary in two rooms, an exhibition on two days, breaks in no room, one that is off."""
    with scope(event=draft):
        plenary = placed(
            draft, room=draft.hall, hours=9, kind=Kind.PLENARY, title=i18n(ru="Пленарное заседание"), guid=""
        )
        other = draft.hall.__class__.objects.exclude(pk=draft.hall.pk).get()
        slot = plenary.slots.get()
        plenary.slots.create(room=other, starts_at=slot.starts_at, ends_at=slot.ends_at)
        plenary.slots.create(
            room=None, starts_at=slot.starts_at + timedelta(days=1), ends_at=slot.ends_at + timedelta(days=1)
        )
        for kind in Kind.values:
            title = i18n(ru=f"Вид {kind}\x08 < & >")
            placed(draft, hours=13, kind=kind, title=title, guid="", extra={"code": "ABC234"})
        placed(draft, hours=12, title=i18n(ru="Не состоится"), is_cancelled=True)
        SessionFactory(event=draft, title=i18n(ru="Нигде не стоит"))
    return draft


@pytest.mark.parametrize("ending", FORMATS)
def test_what_is_imported_again_is_the_same_programme(tmp_path, capsys, ending) -> None:
    second = ENTRY | {"date": "2026-12-14T15:00:00+05:00"}
    attached = {"attachments": [{"url": "https://example.org/a.pdf", "title": "Тезисы", "type": "paper"}]}
    entries = [ENTRY, second, ENTRY | attached | {"guid": "g-2", "persons": ["Сәуле", "Anna Brown"], "track": None}]
    first = imported(tmp_path / "source", "first", with_entries(*entries))
    file = exported(tmp_path, first, ending)
    assert capsys.readouterr().out.splitlines()[-1] == "first: 3 entries, 1 days, 1 rooms, 3 people"
    again = imported(file, "again")
    assert programme(again) == programme(first)
    assert (again.timezone, again.name.data, again.starts_on) == (first.timezone, first.name.data, first.starts_on)
    assert exported(tmp_path, first, ending).read_bytes() == file.read_bytes()


@pytest.mark.parametrize("ending", FORMATS)
def test_what_was_made_here_comes_back_into_its_own_event(tmp_path, rich, ending) -> None:
    file = exported(tmp_path, rich, ending)
    with scope(event=rich):
        before = Session.objects.count(), Person.objects.count()
    shown = [row for row in programme(rich) if row[6] and "Не состоится" not in row[0]]
    imported(file, rich.slug)
    with scope(event=rich):
        assert (Session.objects.count(), Person.objects.count()) == before
        assert [str(row).replace("\x08", "") for row in Session.objects.filter(kind=Kind.PLENARY)] == [
            "Пленарное заседание",
            "Вид plenary < & >",
        ]
    other = imported(file, "other")
    assert sorted((row[4][0], row[5:7]) for row in programme(other)) == sorted((row[4][0], row[5:7]) for row in shown)


@needs_schemas
def test_both_formats_pass_the_public_schemas(tmp_path, rich) -> None:
    import jsonschema

    assert_valid_xml(exported(tmp_path, rich, "xml"))
    jsonschema.validate(
        json.loads(exported(tmp_path, rich, "json").read_bytes()), json.loads((VALIDATOR / "schema.json").read_bytes())
    )


def assert_valid_xml(file: Path) -> None:
    schema = etree.XMLSchema(etree.parse(VALIDATOR / "schedule.xml.xsd"))
    schema.assertValid(etree.parse(file))


@needs_schemas
def test_a_real_schedule_goes_out_and_comes_back(tmp_path) -> None:
    first = imported(VALIDATOR.parent / "debconf23.xml", "debconf")
    for ending in FORMATS:
        again = imported(exported(tmp_path, first, ending), f"again-{ending}")
        assert programme(again) == programme(first)
    assert_valid_xml(tmp_path / "debconf.xml")


WORDS = st.text(st.characters(codec="utf-8", exclude_categories=["Cs", "Cc", "Cn"]), min_size=1, max_size=30).filter(
    str.strip
)
ENTRIES = st.builds(
    lambda number, **told: ENTRY | told | {"guid": f"g-{number}", "id": number},
    number=st.integers(1, 999),
    title=WORDS,
    abstract=WORDS,
    language=st.sampled_from(["ru", "kk", "en", "de", ""]),
    duration=st.integers(1, 5999).map(lambda minutes: f"{minutes // 60:02}:{minutes % 60:02}"),
    track=st.none() | WORDS,
    type=st.sampled_from(["Talk", "Workshop 50 Minutes", "Lunch", "", "Дөңгелек үстел"]),
    persons=st.lists(WORDS.map(lambda name: {"name": name}), max_size=3),
)


@settings(max_examples=12, deadline=None, suppress_health_check=list(HealthCheck))
@given(
    entries=st.lists(ENTRIES, min_size=1, max_size=4, unique_by=lambda entry: entry["guid"]),
    ending=st.sampled_from(FORMATS),
)
def test_any_programme_survives_the_way_out_and_back(tmp_path_factory, entries, ending) -> None:
    folder, count = tmp_path_factory.mktemp("files"), Event.objects.count()
    first = imported(folder / "source", f"first-{count}", with_entries(*entries))
    again = imported(exported(folder, first, ending), f"again-{count}")
    assert programme(again) == programme(first)


def test_faults_are_one_line(tmp_path, event) -> None:
    for file, slug, words in (
        (tmp_path / "plan.txt", event.slug, "--format"),
        (tmp_path / "plan.xml", "nobody", "no event"),
        (tmp_path / "plan.xml", event.slug, "Nothing stands"),
    ):
        with pytest.raises(CommandError, match=words):
            call_command("export_schedule", str(file), event=slug)
        assert not file.exists()
    imported(tmp_path / "source", event.slug, json.dumps(FILE).encode())
    with pytest.raises(CommandError, match="cannot be written"):
        call_command("export_schedule", str(tmp_path / "nowhere" / "plan.xml"), event=event.slug)
