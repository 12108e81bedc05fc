"""What delegations hear of, and what they add to pages that do not know them."""

from django.utils.translation import gettext_lazy as _

from conference.core.activity import services as activity
from conference.core.facts import on
from conference.core.registry import (
    HomeSection,
    Link,
    Panel,
    dashboard_panels,
    demo_seeds,
    guest_panels,
    home_sections,
    my_sections,
    own_page_panels,
    workspace_menu,
)
from conference.delegations import demo, facts, handlers, panels
from conference.delegations.rules import DELEGATIONS_VIEW
from conference.registration import facts as registration_facts

HERE = "conference/delegations/panels/"

activity.restrict(DELEGATIONS_VIEW, "delegation", "member")
home_sections.add(
    "delegations", HomeSection(HERE + "home.html", panels.invitation, state=panels.invitation_state), order=21
)
my_sections.add("delegations", Panel(HERE + "my.html", panels.mine), order=11)
own_page_panels.add("delegations", Panel(HERE + "own_page.html", panels.own_page), order=5)
guest_panels.add("delegations", Panel(HERE + "guest.html", panels.guest_panel))
dashboard_panels.add("delegations", Panel(HERE + "dashboard.html", panels.dashboard, DELEGATIONS_VIEW), order=12)
workspace_menu.add("delegations", Link("manage:delegations", _("Delegations"), "people", DELEGATIONS_VIEW), order=11)
demo_seeds.add("delegations", demo.seed, order=26)


def hear() -> None:
    """Listen to delegations, and behind registration itself to what becomes of members."""
    on(facts.DelegationMade, handlers.on_made, durable=True)
    on(facts.HeadChanged, handlers.on_made, durable=True)
    on(facts.DelegationDecided, handlers.on_decided, durable=True)
    on(facts.DelegationWithdrawn, handlers.on_withdrawn, durable=True)
    on(facts.MembersRegistered, handlers.on_members_registered, durable=True)
    on(facts.MemberCompleted, handlers.on_completed, durable=True)
    on(registration_facts.RegistrationCancelled, handlers.on_cancelled, durable=True)
    on(registration_facts.RegistrationChanged, handlers.on_changed, durable=True)
    on(registration_facts.ApplicationReopened, handlers.on_reopened, durable=True)
