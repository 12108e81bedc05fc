"""The activity log's words for privacy."""

from django.utils.translation import gettext_lazy as _

from conference.core.activity import services as activity


def describe_actions() -> None:
    """Give every action of this feature its words."""
    activity.describe(
        erasure_asked=_("noted a request for erasure"),
        erasure_withdrawn=_("noted that a request for erasure was withdrawn"),
        erasure_refused=_("refused a request for erasure"),
        personal_data_erased=_("erased personal data"),
        privacy_settings_changed=_("changed how long personal data are kept"),
    )
    activity.name_values(people=_("people"))
