"""Endpoints of delegations and of their members."""

from collections.abc import Callable
from typing import Any, ClassVar

from django.core.exceptions import ValidationError
from django.db.models import QuerySet
from django.shortcuts import get_object_or_404
from drf_spectacular.utils import extend_schema
from rest_framework import mixins, serializers, status, viewsets
from rest_framework.response import Response

from conference.core.api import Conflict, refused_as
from conference.core.permissions import Access, Audience
from conference.delegations import queries, services
from conference.delegations.models import Delegation, Member
from conference.delegations.rules import DELEGATIONS_EDIT, DELEGATIONS_VIEW
from conference.delegations.serializers import (
    DelegationReasonSerializer,
    DelegationSerializer,
    LimitsSerializer,
    MemberRowSerializer,
    MemberSerializer,
    MembersMadeSerializer,
    MembersSerializer,
    NewDelegationSerializer,
)
from conference.delegations.tables import judge
from conference.delegations.tables.sheet import new_row
from conference.events.endpoints import EventEndpoint
from conference.registration.services import RegistrationClosedError

CONFLICTS: dict[type[Exception], str] = {
    services.WrongStateError: "This cannot be decided any more.",
    services.DelegationFullError: "The delegation has not so many places.",
    services.DelegationClosedError: "The delegation does not come.",
    RegistrationClosedError: "This member does not come any more.",
}


class DelegationEndpoint(
    EventEndpoint, mixins.ListModelMixin, mixins.RetrieveModelMixin, viewsets.GenericViewSet[Delegation]
):
    """Delegations (`q`, `state` as in the team's list). `POST` adds one, and its head is written to."""

    access: ClassVar = Access(Audience.TEAM, DELEGATIONS_VIEW)
    access_by_action: ClassVar = dict.fromkeys(
        ("create", "partial_update", "admit", "decline", "withdraw"), Access(Audience.TEAM, DELEGATIONS_EDIT)
    )
    serializer_class = DelegationSerializer
    lookup_field = "code"
    queryset = Delegation.objects.none()

    def get_queryset(self) -> QuerySet[Delegation]:
        """Return the rows asked for, the newest first."""
        rows = queries.found_delegations(self.event, self.request.query_params.dict())
        return rows.prefetch_related("allotments__category")

    @extend_schema(request=NewDelegationSerializer, responses={201: DelegationSerializer})
    def create(self, request: Any, *args: Any, **kwargs: Any) -> Response:
        """Add a delegation with as many places as people are expected; its head gets a letter."""
        asked = NewDelegationSerializer(data=request.data)
        asked.is_valid(raise_exception=True)
        said = asked.validated_data
        place = {name: said[name] for name in ("country", "region", "town")}
        head = said["head"] | place | {"organisation": said["institution"]}
        with refused_as():
            made = services.announce_delegation(
                event=self.event,
                organisation={"name": said["institution"], **place},
                head=head,
                by=request.user,
                size=said["size"],
                note=said["note"],
            )
        return Response(self.get_serializer(self.get_queryset().get(pk=made.pk)).data, status.HTTP_201_CREATED)

    @extend_schema(request=LimitsSerializer, responses=DelegationSerializer)
    def partial_update(self, request: Any, *args: Any, **kwargs: Any) -> Response:
        """Set how many may come. 409 when more have come already."""
        found = self.get_object()
        asked = LimitsSerializer(data=request.data, context={"event": self.event})
        asked.is_valid(raise_exception=True)
        said = asked.validated_data
        try:
            services.change_delegation(
                delegation=found,
                by=request.user,
                capacity=said.get("places", found.capacity),
                allotments=said.get("allotments", {}),
                note=said.get("note", found.note),
            )
        except ValidationError as fault:
            raise Conflict(" ".join(fault.messages)) from fault
        return self._answer()

    @extend_schema(request=None, responses=DelegationSerializer)
    def admit(self, request: Any, *args: Any, **kwargs: Any) -> Response:
        """Let the delegation come. 409 when it comes already."""
        return self._decided(services.admit_delegation)

    @extend_schema(request=DelegationReasonSerializer, responses=DelegationSerializer)
    def decline(self, request: Any, *args: Any, **kwargs: Any) -> Response:
        """Do not let a delegation come that waits for the decision. 409 when it was decided before."""
        return self._decided(services.decline_delegation, **self._reason())

    @extend_schema(request=DelegationReasonSerializer, responses=DelegationSerializer)
    def withdraw(self, request: Any, *args: Any, **kwargs: Any) -> Response:
        """Withdraw the delegation and cancel its members' registrations. 409 when it does not come anyway."""
        return self._decided(services.withdraw_delegation, **self._reason())

    def _reason(self) -> dict[str, Any]:
        asked = DelegationReasonSerializer(data=self.request.data)
        asked.is_valid(raise_exception=True)
        return dict(asked.validated_data)

    def _decided(self, decide: Callable[..., Any], **said: Any) -> Response:
        with refused_as(CONFLICTS):
            decide(delegation=self.get_object(), by=self.request.user, **said)
        return self._answer()

    def _answer(self) -> Response:
        return Response(self.get_serializer(self.get_object()).data)


class MemberEndpoint(EventEndpoint, mixins.ListModelMixin, mixins.RetrieveModelMixin, viewsets.GenericViewSet[Member]):
    """Members of a delegation. `POST` registers several at once, or says what would become of each."""

    access: ClassVar = Access(Audience.TEAM, DELEGATIONS_VIEW)
    access_by_action: ClassVar = dict.fromkeys(
        ("create", "destroy", "replace"), Access(Audience.TEAM, DELEGATIONS_EDIT)
    )
    serializer_class = MemberSerializer
    lookup_field = "code"
    queryset = Member.objects.none()

    def _delegation(self) -> Delegation:
        rows = Delegation.objects.select_related("event", "head", "organisation")
        return get_object_or_404(rows, event=self.event, code=self.kwargs["delegation"])

    def get_queryset(self) -> QuerySet[Member]:
        """Return the members, those who ended last."""
        return queries.members_of(self._delegation())

    @extend_schema(request=MembersSerializer, responses={200: MembersMadeSerializer})
    def create(self, request: Any, *args: Any, **kwargs: Any) -> Response:
        """Register the people whose rows are right, and say what becomes of each row. 409 when the places are gone.

        Sent again it registers nobody twice: who is a member already is refused.
        """
        asked = MembersSerializer(data=request.data)
        asked.is_valid(raise_exception=True)
        delegation = self._delegation()
        categories = queries.categories_of(delegation, is_team=True)
        judged = judge(delegation, [new_row(row) for row in asked.validated_data["rows"]], categories, is_team=True)
        made: list[Member] = []
        if not asked.validated_data["dry_run"]:
            people = {one.row["id"]: one.newcomer for one in judged if one.is_taken and one.newcomer}
            made = self._registered(delegation, people)
        rows = self.get_queryset().filter(pk__in=[row.pk for row in made])
        return Response(MembersMadeSerializer({"fates": judged, "members": rows}).data)

    def _registered(self, delegation: Delegation, people: Any) -> list[Member]:
        user: Any = self.request.user
        with refused_as(CONFLICTS):
            return services.register_members(delegation=delegation, people=people, by=user, from_list=False)

    @extend_schema(responses={204: None})
    def destroy(self, request: Any, *args: Any, **kwargs: Any) -> Response:
        """Cancel a member's registration; the place is the delegation's again."""
        services.remove_member(member=self.get_object(), by=request.user)
        return Response(status=status.HTTP_204_NO_CONTENT)

    @extend_schema(request=MemberRowSerializer, responses=MemberSerializer)
    def replace(self, request: Any, *args: Any, **kwargs: Any) -> Response:
        """Send somebody else in a member's place. 409 when the member does not come any more."""
        asked = MemberRowSerializer(data=request.data)
        asked.is_valid(raise_exception=True)
        found = self.get_object()
        categories = [found.registration.category]
        [one] = judge(self._delegation(), [new_row(asked.validated_data)], categories, is_team=True)
        if one.faults or one.newcomer is None:
            raise serializers.ValidationError(one.errors)
        person: Any = one.newcomer.person
        with refused_as(CONFLICTS):
            made = services.replace_member(member=found, person=person, by=request.user)
        return Response(self.get_serializer(self.get_queryset().get(pk=made.pk)).data)
