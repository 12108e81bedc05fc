"""Organisations and addresses for the tests of this folder."""

from django.urls import reverse

from conference.core.text.localized import i18n
from conference.people.models import Organisation
from tests.factories.people import OrganisationFactory


def page(event, name: str, **more: str) -> str:
    return reverse(f"manage:{name}", kwargs={"event": event.slug, **more})


def library(event, *names: str, **more) -> Organisation:
    texts = dict(zip(("ru", "kk", "en"), names, strict=False))
    return OrganisationFactory(event=event, name=i18n(**texts), **{"town": "", "country": "", **more})
