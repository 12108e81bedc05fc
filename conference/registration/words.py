"""The activity log's words for registration."""

from django.utils.translation import gettext_lazy as _

from conference.core.activity import services as activity


def describe_actions() -> None:
    """Give every action of this feature its words."""
    activity.describe(
        registration_made=_("registered a guest"),
        registration_changed=_("changed a registration"),
        registration_cancelled=_("cancelled a registration"),
        registration_pending=_("reopened an application"),
        registration_waiting=_("put a guest on the waiting list"),
        registration_offered=_("offered a place"),
        registration_confirmed=_("gave a guest a place"),
        registration_declined=_("did not admit a guest"),
        registration_settings_changed=_("changed the registration settings"),
        category_created=_("added a category"),
        category_changed=_("changed a category"),
        category_removed=_("removed a category"),
        quota_created=_("added a quota"),
        quota_changed=_("changed a quota"),
        quota_removed=_("removed a quota"),
        access_code_created=_("added an access code"),
        access_code_changed=_("changed an access code"),
        access_code_removed=_("removed an access code"),
    )
    activity.name_values(answers_changed=_("answers to"))
