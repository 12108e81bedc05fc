"""The activity log's words for consents."""

from django.utils.translation import gettext_lazy as _

from conference.core.activity import services as activity


def describe_actions() -> None:
    """Give every action of this feature its words."""
    activity.describe(
        consent_created=_("added a consent"),
        consent_changed=_("changed a consent"),
        consent_published=_("published a new version of a consent"),
        consent_removed=_("removed a consent"),
        consent_given=_("noted a guest's consent"),
        consent_withdrawn=_("noted that a guest withdrew a consent"),
    )
    activity.name_values(consent=_("consent"), version=_("version"))
