"""What becomes of each row of the list when the people on it are registered; nothing is stored."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, Final

from django.utils.translation import gettext as _

from conference.core.text.addresses import likely_address
from conference.delegations.choices import FATE_TONES, TAKEN, Fate
from conference.delegations.models import Delegation
from conference.delegations.queries import Known, allotted, is_registered, known_members
from conference.people.names import full_name, name_key
from conference.registration.models import Category
from conference.registration.queries import setup_of
from conference.registration.services import Newcomer
from conference.registration.waiting_list import placed

from .row_form import RowForm

NOT_OF_THE_PERSON: Final = frozenset({"category", "mode"})
Row = Mapping[str, Any]


@dataclass
class Judged:
    """One row: what becomes of it and why, in words beside the fields that have to be corrected."""

    row: Row
    values: dict[str, Any] = field(default_factory=dict)
    errors: dict[str, list[str]] = field(default_factory=dict)
    fate: Fate = Fate.READY
    notes: list[str] = field(default_factory=list)
    newcomer: Newcomer | None = None

    @property
    def name(self) -> str:
        """The person's name as far as it was written."""
        typed = self.values or self.row["values"]
        return full_name(*(str(typed.get(part) or "") for part in ("family_name", "given_name", "patronymic"))) or str(
            typed.get("email") or ""
        )

    @property
    def is_taken(self) -> bool:
        """Whether the person would be registered as things are."""
        return self.fate in TAKEN

    @property
    def tone(self) -> str:
        """How the fate is coloured where it is shown."""
        return FATE_TONES[self.fate]

    @property
    def category(self) -> Category | None:
        """As what the person would come."""
        return self.newcomer.category if self.newcomer else None

    @property
    def faults(self) -> list[str]:
        """Everything that has to be corrected."""
        return [text for several in self.errors.values() for text in several]

    def refuse(self, text: str, name: str) -> None:
        """Note what has to be corrected, beside the field `name`."""
        self.fate = Fate.REFUSED
        self.errors.setdefault(name, []).append(text)


def judge(
    delegation: Delegation, rows: Sequence[Row], categories: Sequence[Category], *, is_team: bool = False
) -> list[Judged]:
    """Say of each row, in their order, what registering it would do; `is_team` gives places of closed categories."""
    form = RowForm(event=delegation.event, categories=categories) if rows else None
    known = known_members(delegation)
    seen = Known()
    judged = []
    for row in rows:
        one = _checked(delegation, row, form)
        if one.fate != Fate.REFUSED:
            _compare(one, known, seen)
        if row.get("head") and is_registered(delegation.head):
            one.refuse(_("Is registered already."), "family_name")
        judged.append(one)
    _give_places(delegation, [one for one in judged if one.fate != Fate.REFUSED], is_team=is_team)
    return judged


def _checked(delegation: Delegation, row: Row, form: Any) -> Judged:
    one = Judged(row)
    if not form.rebind(row["values"]):
        one.fate = Fate.REFUSED
        one.errors = {name: [str(text) for text in texts] for name, texts in form.errors.items()}
        return one
    one.values = dict(form.cleaned_data)
    email = one.values["email"]
    if meant := likely_address(email):
        one.notes.append(_("Did you mean %(address)s?") % {"address": meant})
    if not email:
        one.notes.append(_("No address: you will get a link to hand on."))
    person = {name: value for name, value in one.values.items() if name not in NOT_OF_THE_PERSON}
    one.newcomer = Newcomer(
        person=delegation.head if row.get("head") else _completed(delegation, person),
        category=one.values["category"],
        mode=one.values["mode"],
    )
    return one


def _completed(delegation: Delegation, person: dict[str, Any]) -> dict[str, Any]:
    """Fill in what the whole delegation has in common."""
    home = delegation.organisation
    common = {"country": str(home.country), "region": home.region, "town": home.town}
    if not any(person.get(name) for name in common):
        person |= {name: value for name, value in common.items() if name in person}
    person["language"] = person.get("language") or delegation.head.language
    if not person.get("organisation"):
        person |= {"organisation": str(home), "organisation_code": home.code}
    return person


def _compare(one: Judged, known: Known, seen: Known) -> None:
    """Refuse who is a member already, and who stands on the list twice."""
    email = one.values["email"].casefold()
    key = name_key(one.values["family_name"], one.values["given_name"])
    if known.has(key, email):
        one.refuse(_("Is in the delegation already."), "email" if email else "family_name")
    elif seen.has(key, email):
        one.refuse(_("The same person stands on the list above."), "email" if email else "family_name")
    else:
        if email and email in seen.emails:
            one.notes.append(_("The same address stands on the list above: each gets a letter of their own there."))
        seen.add(key, email)


def _give_places(delegation: Delegation, judged: Sequence[Judged], *, is_team: bool) -> None:
    """Say who finds a place: of the delegation, of its allotment in the category, and of the category itself."""
    left = delegation.places_left
    own = allotted(delegation)
    coming = []
    for one in judged:
        if one.newcomer is None:
            continue
        pk = one.newcomer.category.pk
        if left == 0:
            one.fate = Fate.NO_PLACE
            one.notes.append(_("The delegation has no place left."))
        elif own.get(pk) == 0:
            one.fate = Fate.NO_PLACE
            one.notes.append(_("The delegation has no place left in this category."))
        else:
            left = left if left is None else left - 1
            if pk in own:
                own[pk] -= 1
            coming.append(one)
    _give_places_of_the_event(delegation, coming, is_team=is_team)


def _give_places_of_the_event(delegation: Delegation, coming: Sequence[Judged], *, is_team: bool) -> None:
    may_wait = setup_of(delegation.event).has_waiting_list
    decided = [one for one in coming if one.newcomer and one.newcomer.category.needs_approval and not is_team]
    for one in decided:
        one.fate = Fate.APPLIES
    others = [(one, one.newcomer) for one in coming if one.newcomer and one.fate != Fate.APPLIES]
    wanted = [(newcomer.category, str(newcomer.mode)) for _one, newcomer in others]
    for (one, _newcomer), place in zip(others, placed(delegation.event, wanted, also_closed=is_team), strict=True):
        if place is None:
            one.fate = Fate.WAITS if may_wait else Fate.NO_PLACE
