"""Volumes: their numbers, sections, constraints."""

import datetime

import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction
from django.utils import timezone

from conference.core.text.localized import i18n, localized
from proceedings.papers.models import Article
from proceedings.publishing.layout import LAYOUTS
from proceedings.volumes.choices import Licence, PageFormat
from proceedings.volumes.forms import VolumeForm
from proceedings.volumes.isbn import is_isbn
from proceedings.volumes.models import Section, Volume
from proceedings.volumes.queries import proposed_for
from proceedings.volumes.services import (
    PublicVolumeError,
    change_volume,
    create_volume,
    delete_section,
    delete_volume,
    move_section,
    save_section,
)
from tests.factories.events import UserFactory
from tests.factories.proceedings import ArticleFactory, SectionFactory, VolumeFactory


@pytest.mark.parametrize(
    ("text", "right"),
    [
        ("978-3-16-148410-0", True),
        ("9783161484100", True),
        ("978-3-16-148410-1", False),
        ("0-306-40615-2", True),
        ("0-8044-2957-X", True),
        ("977-3-16-148410-0", False),
        ("978", False),
        ("²²²²²²²²²²", False),
    ],
)
def test_isbn(text, right):
    assert is_isbn(text) is right


def test_printed_sheets():
    assert str(LAYOUTS[PageFormat.A4].printed_sheets(24)) == "2.8"
    assert str(LAYOUTS[PageFormat.A5].printed_sheets(160)) == "9.3"


def test_licences_know_their_pages():
    assert Licence.CC_BY_NC_ND.url == "https://creativecommons.org/licenses/by-nc-nd/4.0/"
    assert Licence.RESERVED.url == ""


def test_a_new_volume_begins_with_what_the_event_knows(in_event):
    in_event.town = i18n(ru="Караганда", en="Karaganda")
    first = create_volume(event=in_event, by=None, **proposed_for(in_event))
    assert (first.slug, first.year) == ("main", 2026)
    assert "Karaganda, 14–15 December 2026" in localized(first.subtitle, "en")
    assert proposed_for(in_event)["slug"] == "volume-2"


def test_values_are_checked(in_event):
    volume = VolumeFactory(event=in_event)
    with pytest.raises(ValidationError):
        change_volume(volume=volume, by=None, isbn="978-0")
    with pytest.raises(ValidationError):
        create_volume(event=in_event, by=None, slug=volume.slug, title="X", year=2026)
    with pytest.raises(IntegrityError), transaction.atomic():
        VolumeFactory(event=in_event, slug=volume.slug)
    for fields in ({"licence": "x"}, {"page_format": "b5"}, {"contents_at": "x"}, {"is_public": True}):
        with pytest.raises(IntegrityError), transaction.atomic():
            VolumeFactory(event=in_event, **fields)


def test_sections_move_and_leave_their_articles(in_event):
    volume = VolumeFactory(event=in_event)
    first, second = (save_section(volume=volume, by=None, name=i18n(ru=name)) for name in "АБ")
    move_section(section=second, by=UserFactory(), down=False)
    assert list(Section.objects.all()) == [second, first]
    article = ArticleFactory(volume=volume, section=first)
    delete_section(section=first, by=UserFactory())
    assert Article.objects.get(pk=article.pk).section is None


def test_a_public_volume_keeps_its_address(in_event):
    volume = VolumeFactory(event=in_event, slug="main")
    assert change_volume(volume=volume, by=None, slug="first").slug == "first"
    Volume.objects.update(is_public=True, published_at=timezone.now())
    with pytest.raises(ValidationError) as fault:
        change_volume(volume=volume, by=None, slug="second")
    assert set(fault.value.message_dict) == {"slug"}
    volume.refresh_from_db()
    form = VolumeForm({"slug": "second"}, instance=volume)
    assert form["slug"].value() == "first"
    assert "slug" not in form.errors
    assert form.fields["slug"].disabled


def test_a_public_volume_is_not_deleted(in_event):
    moment = datetime.datetime(2026, 12, 20, tzinfo=datetime.UTC)
    volume = VolumeFactory(event=in_event, is_public=True, published_at=moment)
    with pytest.raises(PublicVolumeError):
        delete_volume(volume=volume, by=UserFactory())
    hidden = VolumeFactory(event=in_event)
    SectionFactory(volume=hidden)
    delete_volume(volume=hidden, by=UserFactory())
    assert list(Volume.objects.all()) == [volume]
