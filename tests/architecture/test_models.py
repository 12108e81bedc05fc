"""What imports cannot show: which way foreign keys point, and that an event is not read outside its scope."""

import pytest
from django.apps import apps
from django.db import models
from django_scopes.exceptions import ScopeError

from conference.core.scoping import EventManager

ORDER = (
    "core accounts events people registration programme roundtables letters fees delegations badges checkin privacy"
).split()
OURS = ("conference", "speakers", "proceedings")
# Everything hangs on these two; `core` names their tables and imports nothing of them.
ROOTS = {"Event", "User"}
# Rows of the system itself, which belong to an event or to none.
UNSCOPED = {
    "Event",
    "User",
    "Membership",
    "ActivityEntry",
    "Job",
    "ScheduledWork",
    "OutgoingMail",
    "MailAttachment",
    "RequestKey",
    "RegistrationSettings",
}


def our_models() -> list[type[models.Model]]:
    found = [model for model in apps.get_models() if model._meta.app_label in OURS]
    return [model for model in found if not model.__name__.startswith("Historical")]


def room(model: type[models.Model]) -> tuple[int, int]:
    app, feature = model.__module__.split(".")[:2]
    return OURS.index(app), ORDER.index(feature) if feature in ORDER else 0


@pytest.mark.parametrize("model", our_models(), ids=lambda model: model.__name__)
def test_foreign_keys_point_downwards(model: type[models.Model]) -> None:
    for field in model._meta.get_fields():
        if field.concrete and field.is_relation and field.related_model.__name__ not in ROOTS:
            target = field.related_model
            if target._meta.app_label in OURS:
                assert room(target) <= room(model), f"{model.__name__}.{field.name} points upward to {target.__name__}"


@pytest.mark.django_db
@pytest.mark.parametrize("model", our_models(), ids=lambda model: model.__name__)
def test_nothing_of_an_event_is_read_without_its_scope(model: type[models.Model]) -> None:
    if model.__name__ in UNSCOPED:
        return
    assert isinstance(model._default_manager, EventManager), f"{model.__name__} needs an EventManager"
    with pytest.raises(ScopeError):
        model._default_manager.count()


@pytest.mark.parametrize("model", our_models(), ids=lambda model: model.__name__)
def test_what_has_a_choice_of_states_has_a_constraint(model: type[models.Model]) -> None:
    states = [f for f in model._meta.get_fields() if f.concrete and f.name == "state" and getattr(f, "choices", None)]
    for field in states:
        texts = [str(c.condition) for c in model._meta.constraints if isinstance(c, models.CheckConstraint)]
        assert any("state__in" in text for text in texts), f"{model.__name__}.{field.name} needs a constraint"
