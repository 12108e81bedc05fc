"""The activity log's words for questions."""

from django.utils.translation import gettext_lazy as _

from conference.core.activity import services as activity


def describe_actions() -> None:
    """Give every action of this feature its words."""
    activity.describe(
        question_created=_("added a question to the registration form"),
        question_changed=_("changed a question of the registration form"),
        question_removed=_("removed a question from the registration form"),
        section_created=_("added a section to the registration form"),
        section_changed=_("changed a section of the registration form"),
        section_removed=_("removed a section from the registration form"),
        questions_arranged=_("put the questions of the registration form into another order"),
    )
    activity.name_values(choices=_("answers to choose from"), rows=_("rows of the table"))
