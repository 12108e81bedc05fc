"""The activity log's words for delegations."""

from django.utils.translation import gettext_lazy as _

from conference.core.activity import services as activity


def describe_actions() -> None:
    """Give every action of this feature its words."""
    activity.describe(
        delegation_made=_("announced a delegation"),
        delegation_changed=_("changed a delegation"),
        delegation_admitted=_("admitted a delegation"),
        delegation_declined=_("did not admit a delegation"),
        delegation_withdrawn=_("withdrew a delegation"),
        delegation_head_changed=_("changed the head of a delegation"),
        delegation_confirmed=_("confirmed the address of a delegation"),
        delegation_settings_changed=_("changed the settings of delegations"),
        members_registered=_("registered members of a delegation"),
        member_replaced=_("sent somebody else in a member's place"),
        member_readdressed=_("changed the address of a member"),
        member_completed=_("completed their registration as a member"),
    )
    activity.name_values(members=_("members"))
