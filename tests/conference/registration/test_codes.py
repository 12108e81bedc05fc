"""Access codes and periods: categories that not everybody may choose, or not always."""

from datetime import timedelta

import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction
from django.test import Client
from django.utils import timezone

from conference.registration import services
from conference.registration.models import AccessCode, Category, Draft, Registration
from conference.registration.places import CategoryFullError
from conference.registration.setup_services import remove_code, save_code
from tests.conference.registration.test_pages import WHO
from tests.conference.registration.test_services import details
from tests.factories.events import EventFactory
from tests.factories.registration import CategoryFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def invited(in_event) -> Category:
    return CategoryFactory(event=in_event, needs_code=True)


@pytest.fixture
def code(in_event, invited) -> AccessCode:
    return save_code(event=in_event, by=None, code=None, categories=[invited], word="KITAP-80", capacity=1)


def register(category: Category, code: AccessCode | None, by=None) -> Registration:
    return services.register_guest(event=category.event, details=details(category) | {"code": code}, by=by)


def test_a_code_opens_its_category_as_often_as_it_may(invited, code) -> None:
    made = register(invited, code)
    assert made.access_code == code
    with pytest.raises(services.CodeRefusedError):
        register(invited, code)
    services.cancel_registration(registration=made, by=None)
    register(invited, code)


def test_without_a_code_the_category_is_closed_but_to_the_team(invited, member_of, in_event) -> None:
    with pytest.raises(services.CodeRefusedError):
        register(invited, None)
    assert register(invited, None, by=member_of(in_event)).access_code is None


@pytest.mark.parametrize("change", [{"is_active": False}, {"ends_at": timezone.now() - timedelta(minutes=1)}])
def test_a_code_that_is_over_opens_nothing(invited, code, change) -> None:
    AccessCode.objects.update(**change)
    code.refresh_from_db()
    with pytest.raises(services.CodeRefusedError):
        register(invited, code)


def test_a_code_opens_no_other_category(in_event, code) -> None:
    with pytest.raises(services.CodeRefusedError):
        register(CategoryFactory(event=in_event, needs_code=True), code)


def test_a_refused_guest_uses_no_code_up(in_event, invited, code) -> None:
    Category.objects.update(capacity=0)
    with pytest.raises(CategoryFullError):
        register(invited, code)
    code.refresh_from_db()
    assert code.taken == 0


def test_a_word_is_made_up_kept_in_capitals_and_once_in_an_event(in_event, invited, code) -> None:
    made_up = save_code(event=in_event, by=None, code=None, categories=[invited])
    assert len(made_up.word) == 8
    with pytest.raises(ValidationError):
        save_code(event=in_event, by=None, code=None, categories=[invited], word="KITAP-80")
    with pytest.raises(IntegrityError), transaction.atomic():
        AccessCode.objects.create(event=in_event, word="KITAP-80")
    with pytest.raises(IntegrityError), transaction.atomic():
        AccessCode.objects.update(taken=5)


def test_a_used_code_stays(invited, code) -> None:
    register(invited, code)
    with pytest.raises(ValidationError):
        remove_code(code=code, by=None)


def test_a_guest_sees_the_category_by_the_code_alone(client: Client, in_event, invited, code) -> None:
    CategoryFactory(event=in_event)
    step = client.post(f"/ru/{in_event.slug}/register/start/", WHO)["Location"]
    assert invited.code not in client.get(step).content.decode()
    forged = client.post(step, {"category": invited.code, "mode": "in_person", "visibility": "nobody"})
    assert "category" in forged.context["form"].errors
    wrong = client.post(step, {"code": "нет такого", "apply_code": "yes"})
    assert "code" in wrong.context["form"].errors
    applied = client.post(step, {"code": " kitap-80 ", "apply_code": "yes", "note": "Слово"})
    assert applied["Location"] == step
    page = client.get(step).content.decode()
    assert invited.code in page
    assert "Слово" in page, "nothing typed is lost"
    last = client.post(
        step, {"code": "kitap-80", "category": invited.code, "mode": "in_person", "visibility": "nobody"}
    )
    client.post(client.post(last["Location"], {"consent": "1"})["Location"])
    assert Registration.objects.get().access_code == code


def test_a_link_brings_its_code_along(client: Client, in_event, invited, code) -> None:
    step = client.post(f"/ru/{in_event.slug}/register/start/?code=kitap-80", WHO)["Location"]
    assert invited.code in client.get(step).content.decode()
    assert Draft.objects.count() == 1


def test_a_code_of_another_event_opens_nothing(client: Client, in_event, code) -> None:
    other = EventFactory()
    step = client.post(f"/ru/{other.slug}/register/start/?code=KITAP-80", WHO)["Location"]
    assert "form" in client.get(step).context
    assert 'name="code"' not in client.get(step).content.decode()


@pytest.mark.parametrize(
    ("begins", "ends", "is_open"),
    [(None, None, True), (-2, -1, False), (-1, 1, True), (1, 2, False), (None, -1, False)],
)
def test_a_category_may_be_chosen_in_its_period(client: Client, in_event, begins, ends, is_open) -> None:
    now = timezone.now()
    category = CategoryFactory(
        event=in_event,
        opens_at=begins and now + timedelta(hours=begins),
        closes_at=ends and now + timedelta(hours=ends),
    )
    page = client.get(f"/ru/{in_event.slug}/register/").content.decode()
    assert (str(category) in page) is is_open
    if is_open:
        register(category, None)
    else:
        with pytest.raises(CategoryFullError):
            register(category, None)


def test_a_period_has_an_order(in_event) -> None:
    now = timezone.now()
    with pytest.raises(IntegrityError), transaction.atomic():
        CategoryFactory(event=in_event, opens_at=now, closes_at=now - timedelta(hours=1))


def test_codes_are_not_found_by_trying(client: Client, in_event, invited, code, settings) -> None:
    """Past the limit a right code shows no more than a wrong one; nothing typed is lost, and it is not kept either."""
    settings.ACCOUNT_RATE_LIMITS = {"access_code": "2/10m/ip"}
    step = client.post(f"/ru/{in_event.slug}/register/start/", WHO)["Location"]
    for guess in ("AAAA", "BBBB"):
        assert "code" in client.post(step, {"code": guess, "apply_code": "yes"}).context["form"].errors
    for how in ("apply_code", "keep"):
        late = client.post(step, {"code": "kitap-80", "note": "Слово", how: "yes"})
        assert late.status_code == 429
        page = late.content.decode()
        assert invited.code not in page
        assert "kitap-80" in page
        assert "Слово" in page
    assert invited.code not in client.get(step).content.decode()
