"""A delegation's own page: its members, those who come in their place, letters written again, lists to take along."""

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from conference.core.forms import posted
from conference.core.sheets import FORMATS, handed_out
from conference.delegations import exports, services
from conference.delegations.forms import AddressForm, DecisionForm
from conference.delegations.lines import lines_of
from conference.delegations.links import handed_link
from conference.delegations.models import Member
from conference.delegations.queries import delegation_setup_of, members_of, roster_of
from conference.delegations.tables import RowForm, judge
from conference.delegations.tables.sheet import new_row
from conference.delegations.views.desk import Desk, writes
from conference.registration.queries import setup_of
from conference.registration.services import RegistrationClosedError

HERE = "conference/delegations/"


def home(desk: Desk) -> HttpResponse:
    """Show the delegation: places, members, what is left to be done."""
    members = list(members_of(desk.delegation))
    lines = lines_of(members, desk.url, handed_link, is_team=desk.is_team)
    live = [line for line in lines if not line.has_ended]
    context: dict[str, Any] = {
        "lines": live,
        "gone": [line for line in lines if line.has_ended],
        "completed": sum(line.is_completed for line in live),
        "to_remind": sum(line.may_be_reminded for line in live),
        "roster": len(roster_of(desk.delegation)),
        "allotments": desk.delegation.allotments.select_related("category"),
        "until": delegation_setup_of(desk.event).members_until or setup_of(desk.event).closes_at,
        "decision": DecisionForm(auto_id="decision_%s"),
    }
    return desk.show(HERE + ("manage/delegation.html" if desk.is_team else "parts/head.html"), context)


def found_member(desk: Desk, member: str) -> Member:
    """Return a member of this delegation."""
    rows = Member.objects.select_related("registration__person", "registration__category", "delegation__event")
    return get_object_or_404(rows, delegation=desk.delegation, code=member)


def replace(desk: Desk, member: str) -> HttpResponse:
    """Send somebody else in a member's place."""
    found = found_member(desk, member)
    if found.ended_at or not desk.may_replace:
        return desk.back()
    categories = [found.registration.category]
    form = RowForm(posted(desk.request), event=desk.event, categories=categories)
    form.fields.pop("mode", None)
    if form.is_valid():
        typed = {name: desk.request.POST.get(name, "") for name in form.fields}  # a proposed Latin name is not typed
        [judged] = judge(desk.delegation, [new_row(typed)], categories, is_team=True)
        if judged.faults or judged.newcomer is None:
            for name, texts in judged.errors.items():
                form.add_error(name if name in form.fields else None, texts)
        elif too_many := desk.too_many_letters:
            form.add_error(None, too_many)
        elif _replaced(desk, found, judged.newcomer.person):
            return desk.back()
    return desk.show(HERE + "parts/replace.html", {"form": form, "member": found})


def _replaced(desk: Desk, member: Member, person: Any) -> bool:
    if not desk.is_proven:
        messages.error(desk.request, _("Open the link in the letter to you first: it shows that the address is yours."))
        return False
    try:
        made = services.replace_member(member=member, person=person, by=desk.by)
    except RegistrationClosedError:
        messages.error(desk.request, _("This member does not come any more."))
    else:
        names = {"new": made.registration, "old": member}
        messages.success(desk.request, _("%(new)s comes in place of %(old)s.") % names)
    return True


@writes
def remove(desk: Desk, member: str) -> HttpResponse:
    """Take a member off; the place is the delegation's again."""
    found = found_member(desk, member)
    if desk.may_replace and services.remove_member(member=found, by=desk.by):
        messages.success(desk.request, _("%(name)s does not come any more and is told so.") % {"name": found})
    return desk.back()


def address(desk: Desk, member: str) -> HttpResponse:
    """Correct a member's address, and write there."""
    found = found_member(desk, member)
    if found.ended_at or found.completed_at or not desk.is_proven:
        return desk.back()
    form = AddressForm(posted(desk.request), initial={"email": found.registration.person.email})
    if form.is_valid() and (too_many := desk.too_many_letters):
        form.add_error(None, too_many)
    elif form.is_valid():
        try:
            services.readdress_member(member=found, email=form.cleaned_data["email"], by=desk.by)
        except services.AlreadyCompletedError:
            messages.info(desk.request, _("This person has filled in the form already."))
        else:
            messages.success(desk.request, _("A letter is on its way to the new address."))
        return desk.back()
    return desk.show(HERE + "parts/address.html", {"form": form, "member": found})


@writes
def remind(desk: Desk) -> HttpResponse:
    """Write once more to those who have not said the rest: to one, or to all."""
    chosen = desk.request.POST.get("member")
    members = [found_member(desk, chosen)] if chosen else list(members_of(desk.delegation))
    if not desk.is_proven:
        return desk.back()
    soon = [row for row in members if lines_of([row], is_team=desk.is_team)[0].may_be_reminded]
    number = services.invite_again(delegation=desk.delegation, members=soon)
    if number:
        text = ngettext("%(n)s letter is on its way.", "%(n)s letters are on their way.", number)
        messages.success(desk.request, text % {"n": number})
    else:
        messages.info(desk.request, _("Nobody to write to: letters go out once a day at most."))
    return desk.back()


@writes
def withdraw(desk: Desk) -> HttpResponse:
    """Withdraw the delegation with all its members."""
    if not desk.is_team and not desk.may_replace and desk.delegation.is_open:
        return desk.back()
    form = DecisionForm(posted(desk.request))
    if form.is_valid():
        try:
            services.withdraw_delegation(delegation=desk.delegation, by=desk.by, reason=form.cleaned_data["reason"])
        except services.WrongStateError:
            messages.info(desk.request, _("This was decided before."))
        else:
            messages.success(desk.request, _("Withdrawn. The members are told."))
    return desk.back()


def export(desk: Desk, file_format: str) -> HttpResponse:
    """Hand out the members as a table."""
    if file_format not in FORMATS:
        raise Http404
    content = exports.members_file(list(members_of(desk.delegation)), file_format, is_team=desk.is_team)
    return handed_out(content, file_format, name="delegation", zone=desk.event.zone)
