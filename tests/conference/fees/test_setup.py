"""Settings and the price list: what cannot be true is refused, and free events have nothing of it."""

import datetime

import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction
from hypothesis import given
from hypothesis import strategies as st

from conference.core.activity.models import ActivityEntry
from conference.fees import queries, services
from conference.fees.models import FeeSettings, Price
from tests.factories.fees import ACCOUNT, REQUISITES, billed, invoice_of
from tests.factories.registration import CategoryFactory

DAY = datetime.date(2026, 3, 1)
NEXT = DAY + datetime.timedelta(days=1)


def change(event, owner, **values) -> FeeSettings:
    return services.change_settings(event=event, by=owner, **values)


def price(event, by, category, amount=1, starts_on=None, ends_on=None, old=None) -> Price:
    return services.save_price(
        event=event, by=by, price=old, category=category, amount=amount, starts_on=starts_on, ends_on=ends_on
    )


class TestSettings:
    @pytest.mark.parametrize("name", ["payee", "tax_id", "account", "bank", "bic"])
    def test_without_requisites_there_are_no_fees(self, event, owner, name) -> None:
        with pytest.raises(ValidationError) as fault:
            change(event, owner, **{**REQUISITES, name: "", "is_on": True})
        assert name in fault.value.message_dict
        change(event, owner, **{name: "", "is_on": False})

    def test_numbers_are_stored_without_spaces(self, event, owner) -> None:
        assert change(event, owner, account="kz86 125k zt50 0410 0100").account == ACCOUNT

    def test_fees_stay_on_and_in_their_currency_while_somebody_owes(self, event, owner, category) -> None:
        with pytest.raises(ValidationError):
            change(event, owner, currency="RUB")
        guest = billed(event, category)
        with pytest.raises(ValidationError):
            change(event, owner, is_on=False)
        services.cancel_invoice(invoice=invoice_of(guest), by=owner, reason="ошибка")
        assert not change(event, owner, is_on=False).is_on

    def test_the_log_tells_nothing_of_the_account_but_its_end(self, event, owner) -> None:
        change(event, owner, is_on=False, account="")
        told = str(list(ActivityEntry.objects.values_list("before", "after")))
        assert ACCOUNT not in told
        assert f"…{ACCOUNT[-4:]}" in told

    @pytest.mark.parametrize("values", [{"account": ""}, {"tax_id": ""}, {"rules": "??"}, {"vat_rate": 100_01}])
    def test_the_database_refuses_it_too(self, event, values) -> None:
        with pytest.raises(IntegrityError), transaction.atomic():
            FeeSettings.objects.update(**values)


class TestPrices:
    def test_periods_of_a_category_do_not_meet(self, event, owner) -> None:
        category, other = CategoryFactory(event=event), CategoryFactory(event=event)
        early = price(event, owner, category, 12, ends_on=DAY)
        with pytest.raises(ValidationError):
            price(event, owner, category, 15, starts_on=DAY)
        late = price(event, owner, category, 15, starts_on=NEXT)
        price(event, owner, other, 9)
        with pytest.raises(ValidationError):
            price(event, owner, category, 12, ends_on=NEXT, old=early)
        price(event, owner, category, 16, starts_on=NEXT, old=late)
        days = [queries.price_on(event, category, day) for day in (DAY, NEXT)]
        assert days == [12, 16]
        assert queries.price_on(event, CategoryFactory(event=event), DAY) == 0

    @given(st.lists(st.one_of(st.none(), st.integers(1, 28)), min_size=4, max_size=4))
    def test_two_periods_meet_when_a_day_is_in_both(self, numbers) -> None:
        days = [number and datetime.date(2026, 2, number) for number in numbers]
        one, two = Price(starts_on=days[0], ends_on=days[1]), Price(starts_on=days[2], ends_on=days[3])
        month = [datetime.date(2026, 2, number) for number in range(1, 29)]
        for row in (one, two):
            if row.starts_on and row.ends_on and row.starts_on > row.ends_on:
                return
        assert one.meets(two) == any(one.holds_on(day) and two.holds_on(day) for day in month)

    @pytest.mark.parametrize("values", [{"amount": 0}, {"amount": -1}, {"starts_on": NEXT, "ends_on": DAY}])
    def test_the_database_refuses_what_is_no_price(self, event, category, values) -> None:
        with pytest.raises(IntegrityError), transaction.atomic():
            Price.objects.update(**values)

    def test_a_price_removed_leaves_the_invoices(self, event, owner, category) -> None:
        guest = billed(event, category)
        services.remove_price(price=Price.objects.get(), by=owner)
        assert invoice_of(guest).total == 12_000_00
        assert queries.prices_of(event) == {}

    def test_free_events_have_no_prices_to_show(self, event, category) -> None:
        assert list(queries.prices_of(event)) == [category.pk]
        FeeSettings.objects.update(is_on=False)
        assert queries.prices_of(event) == {}
