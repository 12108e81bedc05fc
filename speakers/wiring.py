"""When X happens, do Y; and what this app contributes to pages that do not know it."""

from django.utils.translation import gettext_lazy as _

from conference.core import personal
from conference.core.activity import services as activity
from conference.core.facts import on
from conference.core.registry import (
    HomeSection,
    Link,
    Panel,
    dashboard_panels,
    demo_seeds,
    home_sections,
    my_sections,
    public_menu,
    speaker_details,
    workspace_menu,
)
from conference.people.merging import when_both_have
from speakers import demo
from speakers.calls import panels as call_panels
from speakers.calls.queries import has_announced
from speakers.decisions import handlers as decision_handlers
from speakers.profiles import personal as profile_personal
from speakers.profiles import queries as profile_queries
from speakers.profiles import services as profile_services
from speakers.reviews import panels as review_panels
from speakers.reviews import personal as review_personal
from speakers.submissions import panels as submission_panels
from speakers.submissions import personal as submission_personal
from speakers.submissions.facts import SubmissionWithdrawn
from speakers.submissions.rules import SUBMISSIONS_VIEW

# --- what follows from what authors do -------------------------------------------------------------------------------
on(SubmissionWithdrawn, decision_handlers.cancel_session, durable=True)

activity.restrict(SUBMISSIONS_VIEW, "submission", "review", "decision")

when_both_have("speakers.Profile", profile_services.settle_second)

# --- parts of others' pages ------------------------------------------------------------------------------------------
public_menu.add("call", Link("public:call", _("Call for abstracts"), is_shown=has_announced), order=80)
home_sections.add(
    "call",
    HomeSection("speakers/calls/panels/home.html", call_panels.home_section, state=call_panels.home_state),
    order=25,
)
my_sections.add("submissions", Panel("speakers/submissions/panels/my.html", submission_panels.my_submissions), order=20)
workspace_menu.add("submissions", Link("manage:submissions", _("Submissions"), "document", SUBMISSIONS_VIEW), order=20)
dashboard_panels.add(
    "submissions",
    Panel("speakers/reviews/panels/dashboard.html", review_panels.dashboard, SUBMISSIONS_VIEW),
    order=20,
)

# --- what a release of the programme tells of speakers ---------------------------------------------------------------
speaker_details.add("profiles", profile_queries.speaker_details)

# --- what is known of a person, and how it is forgotten ---
personal.add(
    "submissions",
    _("Submissions"),
    submission_personal.collect,
    erase=submission_personal.erase,
    traces=submission_personal.traces,
    order=20,
)
personal.add("reviews", _("Reviews"), review_personal.collect, order=25)
personal.add(
    "profile",
    _("Profile"),
    profile_personal.collect,
    erase=profile_personal.erase,
    traces=profile_personal.traces,
    order=30,
)
personal.account_uses.add("submissions", submission_personal.needed_accounts)

# --- the demo --------------------------------------------------------------------------------------------------------
demo_seeds.add("speakers", demo.seed, order=35)
