"""The features that have addresses. The order decides only between addresses that could both match."""

from conference.badges import urls as badges
from conference.checkin import urls as checkin
from conference.delegations import urls as delegations
from conference.events import urls as events
from conference.fees import urls as fees
from conference.letters import urls as letters
from conference.people import urls as people
from conference.people.duplicates import urls as duplicates
from conference.people.organisations import urls as organisations
from conference.privacy import urls as privacy
from conference.programme import urls as programme
from conference.registration import urls as registration
from conference.registration.consents import urls as consents
from conference.registration.moderation import urls as moderation
from conference.registration.questions import urls as questions
from conference.registration.table import urls as registration_table
from conference.roundtables import urls as roundtables
from proceedings.papers import urls as papers
from proceedings.publishing import urls as publishing
from proceedings.volumes import urls as volumes
from speakers.calls import urls as calls
from speakers.decisions import urls as decisions
from speakers.profiles import urls as profiles
from speakers.reviews import urls as reviews
from speakers.submissions import urls as submissions

FEATURES = [
    events,
    people,
    duplicates,
    organisations,
    registration_table,
    moderation,
    registration,
    questions,
    consents,
    letters,
    fees,
    delegations,
    programme,
    roundtables,
    badges,
    checkin,
    privacy,
    calls,
    decisions,
    reviews,
    submissions,
    profiles,
    volumes,
    papers,
    publishing,
]
