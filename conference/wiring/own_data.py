"""What each feature of this app knows of a person, and how it forgets it."""

from django.utils.translation import gettext_lazy as _

from conference.accounts import personal as accounts_personal
from conference.badges import personal as badges_personal
from conference.checkin import personal as checkin_personal
from conference.core import personal
from conference.core.mail import personal as mail_personal
from conference.delegations import personal as delegations_personal
from conference.events import personal as events_personal
from conference.fees import personal as fees_personal
from conference.letters import personal as letters_personal
from conference.people import personal as people_personal
from conference.programme import personal as programme_personal
from conference.registration import personal as registration_personal
from conference.registration.consents import personal as consents_personal
from conference.registration.moderation import personal as moderation_personal
from conference.registration.questions import personal as questions_personal
from conference.registration.table import personal as table_personal
from conference.roundtables import personal as roundtables_personal

personal.add(
    "person",
    _("Name and contacts"),
    people_personal.collect,
    files=people_personal.files,
    erase=people_personal.erase,
    traces=people_personal.traces,
    order=900,
)
personal.add(
    "registrations",
    _("Registrations"),
    registration_personal.collect,
    erase=registration_personal.erase,
    traces=registration_personal.traces,
    order=10,
)
personal.add("answers", _("Answers"), questions_personal.collect, erase=questions_personal.erase, order=12)
personal.add(
    "files",
    _("Attached files"),
    questions_personal.collect_uploads,
    files=questions_personal.files,
    erase=questions_personal.erase_uploads,
    order=11,
)
personal.add(
    "drafts",
    _("Forms half filled"),
    registration_personal.collect_drafts,
    erase=registration_personal.erase_drafts,
    order=9,
)
personal.add("changes", _("Changes that wait"), moderation_personal.collect, erase=moderation_personal.erase, order=8)
personal.add("marks", _("Marks of the team"), table_personal.collect, erase=table_personal.erase, order=15)
personal.add("consents", _("Consents"), consents_personal.collect, order=14)
personal.add(
    "delegations",
    _("Delegations"),
    delegations_personal.collect,
    erase=delegations_personal.erase,
    traces=delegations_personal.traces,
    order=13,
)
personal.add(
    "rosters",
    _("Lists of people to be registered"),
    delegations_personal.collect_rows,
    erase=delegations_personal.erase_rows,
    order=7,
)
personal.add(
    "letters",
    _("Letters"),
    letters_personal.collect,
    erase=letters_personal.erase,
    traces=letters_personal.traces,
    order=16,
)
personal.add(
    "fees",
    _("Invoices and payments"),
    fees_personal.collect,
    files=fees_personal.files,
    erase=fees_personal.erase,
    traces=fees_personal.traces,
    order=17,
)
personal.add("sessions", _("Talks"), programme_personal.collect, erase=programme_personal.erase, order=40)
personal.add(
    "statements",
    _("Round tables"),
    roundtables_personal.collect,
    erase=roundtables_personal.erase,
    traces=roundtables_personal.traces,
    order=50,
)
personal.add("badges", _("Printed badges"), badges_personal.collect, erase=badges_personal.erase, order=60)
personal.add("arrivals", _("Arrivals"), checkin_personal.collect, order=65)
personal.add("mails", _("Mails"), mail_personal.collect, erase=mail_personal.erase, order=80)
personal.add("team", _("Roles in the team"), events_personal.collect, order=90)
personal.add("account", _("Account"), accounts_personal.collect, erase=accounts_personal.erase, order=950)
personal.public_records.add("home", people_personal.records_of_key_people)
personal.public_records.add("programme", programme_personal.released_talks)
personal.public_records.add("round_tables", roundtables_personal.published)
personal.account_uses.add("people", people_personal.needed_accounts)
personal.account_uses.add("team", events_personal.needed_accounts)
