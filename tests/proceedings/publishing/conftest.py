"""A volume of one article, built and published, and somebody who edits it."""

import pytest
from django_scopes import scope

from conference.core.text.localized import i18n
from conference.events.choices import Role
from proceedings.publishing.book import make_book
from proceedings.publishing.services import publish_volume, store_build
from tests.factories.events import EventFactory
from tests.factories.proceedings import ArticleFactory, SectionFactory, VolumeFactory


@pytest.fixture
def event(db):
    """Always the same address, and so the same ornament on the cover: pages that are alike are rendered once."""
    return EventFactory(slug="book")


@pytest.fixture
def volume(event):
    with scope(event=event):
        volume = VolumeFactory(event=event, slug="main")
        section = SectionFactory(volume=volume, name=i18n(ru="Секция", kk="Секция"))
        ArticleFactory(volume=volume, code="AAAA2222", section=section, title=i18n(ru="Летопись <i>села</i>"))
    return volume


@pytest.fixture
def published(event, volume):
    with scope(event=event):
        build = store_build(book=make_book(volume=volume), by=None)
        publish_volume(volume=volume, by=None)
    return build


@pytest.fixture
def editor(event, member_of, signed_in):
    return signed_in(member_of(event, Role.EDITOR))
