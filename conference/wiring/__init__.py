"""When X happens, do Y; and what this app contributes to pages that do not know it."""

from datetime import timedelta

from allauth.account.signals import user_logged_in
from allauth.mfa.signals import authenticator_added
from django.db.models.signals import m2m_changed, post_delete, post_save
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from conference.accounts import handlers as accounts_handlers
from conference.badges import downloads as badges_downloads
from conference.badges import rules as badges_rules
from conference.badges import tasks as badges_tasks  # noqa: F401 - its handlers are found by importing it
from conference.checkin import panels as checkin_panels
from conference.checkin import rules as checkin_rules
from conference.core.activity import services as activity
from conference.core.facts import on
from conference.core.idempotency.services import forget_keys
from conference.core.jobs import schedule
from conference.core.registry import (
    HomeSection,
    Link,
    Panel,
    dashboard_panels,
    demo_seeds,
    home_sections,
    my_sections,
    public_menu,
    session_links,
    speaker_details,
    synthetic_seeds,
    workspace_menu,
)
from conference.delegations import tasks as delegations_tasks  # noqa: F401 - as above
from conference.events import facts as event_facts
from conference.events import rules as event_rules
from conference.fees import tasks as fees_tasks  # noqa: F401 - as above
from conference.letters import demo as letters_demo
from conference.letters import downloads as letters_downloads
from conference.letters import handlers as letters_handlers
from conference.letters import panels as letters_panels
from conference.letters import rules as letters_rules
from conference.letters import tasks as letters_tasks  # noqa: F401 - as above
from conference.people import demo as people_demo
from conference.people import rules as people_rules
from conference.people.merging import drop, joinings, when_both_have
from conference.privacy import demo as privacy_demo
from conference.privacy import panels as privacy_panels
from conference.privacy import rules as privacy_rules
from conference.privacy import tasks as privacy_tasks
from conference.programme import demo as programme_demo
from conference.programme import panels as programme_panels
from conference.programme import rules as programme_rules
from conference.programme import synthetic as programme_synthetic
from conference.programme.exchange.people import imported_details
from conference.programme.queries.published import has_speakers, is_released
from conference.registration import demo as registration_demo
from conference.registration import facts as registration_facts
from conference.registration import handlers as registration_handlers
from conference.registration import handouts as registration_handouts
from conference.registration import joining as registration_joining
from conference.registration import kept as registration_kept
from conference.registration import panels as registration_panels
from conference.registration import rules as registration_rules
from conference.registration import tasks as registration_tasks  # noqa: F401 - as above
from conference.registration.consents import demo as consents_demo
from conference.registration.handouts import confirmation_attachments, download_links
from conference.registration.moderation import demo as moderation_demo
from conference.registration.moderation import facts as moderation_facts
from conference.registration.moderation import handlers as moderation_handlers
from conference.registration.moderation import panels as moderation_panels
from conference.registration.moderation import tasks as moderation_tasks  # noqa: F401 - as above
from conference.registration.questions import demo as questions_demo
from conference.registration.table import demo as table_demo
from conference.registration.table import tasks as table_tasks  # noqa: F401 - as above
from conference.registration.table.further_actions import further_actions
from conference.registration.table.services.bulk import forget_batches
from conference.roundtables import demo as roundtables_demo
from conference.roundtables import panels as roundtables_panels
from conference.roundtables import queries as roundtables_queries
from conference.roundtables import rules as roundtables_rules
from conference.wiring import delegations, fees, own_data  # noqa: F401 - the last fills the registry of what is known

# --- accounts --------------------------------------------------------------------------------------------------------
authenticator_added.connect(accounts_handlers.on_second_factor_added, dispatch_uid="accounts.second_factor")

# --- the activity log: who reads what it tells of people ---
activity.restrict(registration_rules.REGISTRATION_VIEW, "registration", "draft")
activity.restrict(letters_rules.LETTERS_VIEW, "letter", "letterrequest")

# --- requests that clients may send again ---
schedule.every("idempotency.keys", timedelta(days=1), forget_keys)

# --- people ----------------------------------------------------------------------------------------------------------
joinings.add("registration", registration_joining.JOINING, order=10)
when_both_have("conference.SessionPerson", drop)
when_both_have("conference.Participant", drop)
when_both_have("conference.ErasureRequest", drop)
workspace_menu.add(
    "people_duplicates",
    Link("manage:people_duplicates", _("Persons entered twice"), "people", people_rules.PEOPLE_EDIT),
    order=11,
)

# --- registration ----------------------------------------------------------------------------------------------------
on(registration_facts.RegistrationMade, registration_handlers.on_registration_made, durable=True)
on(registration_facts.RegistrationCancelled, registration_handlers.on_registration_cancelled, durable=True)
for told_of in registration_handlers.LETTERS:
    on(told_of, registration_handlers.on_registration, durable=True)
for freeing in registration_handlers.FREEING:
    on(freeing, registration_handlers.on_places_changed)
on(registration_facts.RegistrationCancelled, moderation_handlers.on_cancelled, durable=True)
on(moderation_facts.ChangeDeclined, moderation_handlers.on_declined, durable=True)
schedule.every("registration.batches", timedelta(days=1), forget_batches)
user_logged_in.connect(registration_handlers.on_signed_in, dispatch_uid="registration.signed_in")
registration_kept.listen(post_save, post_delete, m2m_changed)
schedule.every("registration.places", timedelta(minutes=1), registration_handlers.keep_places_moving)
REGISTRATION_PANELS = "conference/registration/panels/"
home_sections.add(
    "register",
    HomeSection(
        REGISTRATION_PANELS + "home.html", registration_panels.call_to_register, state=registration_panels.home_state
    ),
    order=20,
)
my_sections.add("registrations", Panel(REGISTRATION_PANELS + "my.html", registration_panels.mine), order=10)
dashboard_panels.add(
    "registration",
    Panel(REGISTRATION_PANELS + "dashboard.html", registration_panels.dashboard, registration_rules.REGISTRATION_VIEW),
    order=10,
)
dashboard_panels.add(
    "registration_changes",
    Panel(
        "conference/registration/moderation/panels/dashboard.html",
        moderation_panels.dashboard,
        registration_rules.REGISTRATION_EDIT,
    ),
    order=11,
)
public_menu.add(
    "register", Link("public:register", _("Registration"), is_shown=lambda event: not event.is_over), order=90
)
workspace_menu.add(
    "registrations",
    Link("manage:registrations", _("Registrations"), "ticket", registration_rules.REGISTRATION_VIEW),
    order=10,
)
workspace_menu.add(
    "organisations",
    Link("manage:organisations", _("Organisations"), "building", people_rules.PEOPLE_VIEW),
    order=12,
)
workspace_menu.add(
    "questions",
    Link(
        "manage:questions",
        pgettext_lazy("of registration", "Questions"),
        "list",
        registration_rules.REGISTRATION_SETUP,
    ),
    order=13,
)
workspace_menu.add(
    "consents",
    Link("manage:consents", _("Consents"), "check", registration_rules.REGISTRATION_SETUP),
    order=14,
)
workspace_menu.add(
    "registration_setup",
    Link("manage:registration_setup", _("Registration settings"), "edit", registration_rules.REGISTRATION_SETUP),
    order=15,
)

# --- the programme ---------------------------------------------------------------------------------------------------
PROGRAMME_PANELS = "conference/programme/panels/"
home_sections.add(
    "programme",
    HomeSection(PROGRAMME_PANELS + "home.html", programme_panels.coming_up, state=programme_panels.home_state),
    order=30,
)
dashboard_panels.add(
    "programme",
    Panel(PROGRAMME_PANELS + "dashboard.html", programme_panels.dashboard, programme_rules.PROGRAMME_VIEW),
    order=30,
)
public_menu.add("programme", Link("public:programme", _("Programme"), is_shown=is_released), order=20)
public_menu.add("speakers", Link("public:speakers", _("Speakers"), is_shown=has_speakers), order=30)
workspace_menu.add(
    "programme", Link("manage:programme", _("Programme"), "calendar", programme_rules.PROGRAMME_VIEW), order=40
)
speaker_details.add("imports", imported_details, order=10)
synthetic_seeds.add("people", programme_synthetic.seed_people, order=10)
synthetic_seeds.add("programme", programme_synthetic.seed, order=30)

# --- round tables ----------------------------------------------------------------------------------------------------
ROUNDTABLES_PANELS = "conference/roundtables/panels/"
home_sections.add(
    "round_tables",
    HomeSection(ROUNDTABLES_PANELS + "home.html", roundtables_panels.home, state=roundtables_panels.home_state),
    order=50,
)
my_sections.add("statements", Panel(ROUNDTABLES_PANELS + "my.html", roundtables_panels.my_statements), order=50)
dashboard_panels.add(
    "round_tables",
    Panel(ROUNDTABLES_PANELS + "dashboard.html", roundtables_panels.dashboard, roundtables_rules.ROUNDTABLES_VIEW),
    order=50,
)
public_menu.add(
    "round_tables",
    Link("public:round_table_list", _("Round tables"), is_shown=roundtables_panels.has_public_tables),
    order=40,
)
session_links.add("round_tables", roundtables_queries.session_links)
workspace_menu.add(
    "round_tables",
    Link("manage:round_tables", _("Round tables"), "chat-circle", roundtables_rules.ROUNDTABLES_VIEW),
    order=50,
)

# --- badges ----------------------------------------------------------------------------------------------------------
download_links.add("badge", badges_downloads.download)
confirmation_attachments.add("badge", badges_downloads.attachment)
further_actions.add("badges", badges_downloads.printing)
workspace_menu.add("badges", Link("manage:badges", _("Badges"), "badge", badges_rules.BADGES_PRINT), order=60)

# --- letters ---------------------------------------------------------------------------------------------------------
on(registration_facts.RegistrationCancelled, letters_handlers.on_cancelled, durable=True)
on(event_facts.EventMoved, letters_handlers.on_event_moved, durable=True)
schedule.every("letters.passports", timedelta(days=1), letters_handlers.erase_passports)
download_links.add("letters", letters_downloads.download, order=110)
dashboard_panels.add(
    "letters",
    Panel("conference/letters/panels/dashboard.html", letters_panels.dashboard, letters_rules.LETTERS_VIEW),
    order=20,
)
workspace_menu.add(
    "letters", Link("manage:letter_requests", _("Letters"), "document", letters_rules.LETTERS_VIEW), order=20
)

# --- delegations -----------------------------------------------------------------------------------------------------
delegations.hear()

# --- fees ------------------------------------------------------------------------------------------------------------
fees.hear()

# --- check-in --------------------------------------------------------------------------------------------------------
dashboard_panels.add(
    "checkin",
    Panel("conference/checkin/panels/dashboard.html", checkin_panels.dashboard, checkin_rules.CHECKIN_DESK),
    order=60,
)
workspace_menu.add("checkin", Link("desk:home", _("Check-in desk"), "qr", checkin_rules.CHECKIN_DESK), order=70)

# --- privacy ---
registration_handouts.own_page_links.add("data", privacy_panels.own_page_link)
my_sections.add("data", Panel("conference/privacy/panels/my.html", privacy_panels.mine), order=900)
dashboard_panels.add(
    "privacy",
    Panel("conference/privacy/panels/dashboard.html", privacy_panels.dashboard, privacy_rules.PRIVACY_REQUESTS),
    order=5,
)
workspace_menu.add(
    "privacy", Link("manage:privacy", _("Personal data"), "lock", privacy_rules.PRIVACY_REQUESTS), order=18
)
schedule.every("privacy.due", timedelta(days=1), privacy_tasks.start_due_erasures)
schedule.every("privacy.leftovers", timedelta(days=1), privacy_tasks.forget_leftovers)
schedule.every("privacy.files", timedelta(hours=1), privacy_tasks.forget_files)

# --- the demo --------------------------------------------------------------------------------------------------------
demo_seeds.add("people", people_demo.seed, order=10)
demo_seeds.add("registration", registration_demo.seed, order=20)
demo_seeds.add("consents", consents_demo.seed, order=21)
demo_seeds.add("questions", questions_demo.seed, order=22)
demo_seeds.add("table", table_demo.seed, order=23)
demo_seeds.add("moderation", moderation_demo.seed, order=24)
demo_seeds.add("letters", letters_demo.seed, order=25)
demo_seeds.add("programme", programme_demo.seed, order=30)
demo_seeds.add("programme_release", programme_demo.publish, order=38)
demo_seeds.add("roundtables", roundtables_demo.seed, order=40)
demo_seeds.add("privacy", privacy_demo.seed, order=60)

# --- the team's workspace itself -------------------------------------------------------------------------------------

workspace_menu.add("dashboard", Link("manage:dashboard", _("Overview"), "home", event_rules.EVENT_WORKSPACE), order=0)
workspace_menu.add("jobs", Link("manage:jobs", _("Jobs"), "clock", event_rules.EVENT_JOBS), order=900)
workspace_menu.add("activity", Link("manage:activity", _("Activity"), "list", event_rules.EVENT_ACTIVITY), order=910)
workspace_menu.add("team", Link("manage:team", _("Team"), "people", event_rules.EVENT_TEAM), order=920)
workspace_menu.add("settings", Link("manage:settings", _("Settings"), "gear", event_rules.EVENT_CHANGE), order=930)
