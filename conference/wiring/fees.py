"""What fees hear of, and what they add to pages that do not know them."""

from datetime import timedelta

from django.apps import apps
from django.db.models.signals import post_migrate
from django.utils.translation import gettext_lazy as _

from conference.core.activity import services as activity
from conference.core.facts import on
from conference.core.jobs import schedule
from conference.core.registry import (
    CategoryNotes,
    Link,
    Panel,
    category_notes,
    dashboard_panels,
    demo_seeds,
    guest_panels,
    my_sections,
    own_page_panels,
    workspace_menu,
)
from conference.fees import demo, handlers, panels
from conference.fees.guard import guard_ledger
from conference.fees.joining import JOINING
from conference.fees.rules import FEES_SETUP, FEES_VIEW
from conference.people.merging import joinings
from conference.registration import facts

HERE = "conference/fees/panels/"

post_migrate.connect(guard_ledger, sender=apps.get_app_config("conference"), dispatch_uid="fees.ledger")
activity.restrict(FEES_VIEW, "invoice", "feesettings", "price")
schedule.every("fees.reminders", timedelta(days=1), handlers.remind_payers)

category_notes.add("price", CategoryNotes(panels.price_words, panels.price_state))
own_page_panels.add("fees", Panel(HERE + "own_page.html", panels.own_page))
guest_panels.add("fees", Panel(HERE + "guest.html", panels.guest_panel))
my_sections.add("fees", Panel(HERE + "my.html", panels.my_fees), order=12)
dashboard_panels.add("fees", Panel(HERE + "dashboard.html", panels.dashboard, FEES_VIEW), order=15)
workspace_menu.add("fees", Link("manage:fees", _("Fees"), "money", FEES_VIEW, is_shown=panels.is_on), order=16)
workspace_menu.add(
    "fees_off", Link("manage:fee_settings", _("Fees"), "money", FEES_SETUP, is_shown=panels.is_off), order=16
)
joinings.add("fees", JOINING, order=20)
demo_seeds.add("fees", demo.seed, order=70)


def hear() -> None:
    """Listen behind registration itself, so that guests read of their place first and then of the invoice."""
    for told in (facts.RegistrationMade, facts.RegistrationChanged, facts.RegistrationCancelled):
        on(told, handlers.on_registration, durable=True)
    on(facts.GuestsNamed, handlers.on_guests_named, durable=True)
