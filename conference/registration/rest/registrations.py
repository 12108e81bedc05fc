"""Endpoints of registrations: the registrar reads all, everybody may register while registration is open."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from functools import partial
from typing import Any, ClassVar

from allauth.core import ratelimit
from django.db.models import QuerySet
from django.http import QueryDict
from drf_spectacular.utils import OpenApiParameter, extend_schema
from rest_framework import mixins, status, viewsets
from rest_framework.exceptions import PermissionDenied, Throttled
from rest_framework.response import Response

from conference.core.api import Conflict, KeyReused, idempotency_key
from conference.core.idempotency.services import HEADER, KeyReusedError, once
from conference.core.permissions import Access, Audience
from conference.events.endpoints import EventEndpoint
from conference.registration import services
from conference.registration.consents.queries import with_agreements
from conference.registration.kept import form_of
from conference.registration.models import Registration
from conference.registration.places import CategoryFullError
from conference.registration.queries import categories_for, code_of
from conference.registration.questions.queries import with_answers
from conference.registration.questions.services import ChoiceFullError
from conference.registration.rules import REGISTRATION_EDIT, REGISTRATION_VIEW
from conference.registration.serializers import DecisionSerializer, RegistrationSerializer
from conference.registration.table.queries import asked_by

FULL = "No place is left in this category."
DECISIONS = ("admit", "wait", "decline", "reopen", "accept")
WRITING = ("create", "partial_update")
KEY = OpenApiParameter(
    HEADER, str, OpenApiParameter.HEADER, description="Made up for each guest; sent again with each retry."
)


@contextmanager
def told_as_conflicts() -> Iterator[None]:
    """Tell what services refuse in the words of the API."""
    try:
        yield
    except CategoryFullError as fault:
        raise Conflict(FULL) from fault
    except services.CodeRefusedError as fault:
        raise Conflict("The access code does not open this category, or was used up.") from fault
    except ChoiceFullError as fault:
        raise Conflict(f"No place is left in the choice {fault.choice.code}.") from fault
    except services.DecisionError as fault:
        raise Conflict("This cannot be decided any more.") from fault
    except services.RegistrationClosedError as fault:
        raise PermissionDenied("Registration is not open.") from fault


class RegistrationEndpoint(
    EventEndpoint,
    mixins.ListModelMixin,
    mixins.RetrieveModelMixin,
    viewsets.GenericViewSet[Registration],
):
    """`GET` list (with the filters and orders of the team's table) and one; `POST` registers.

    `PATCH` changes and `DELETE` cancels a registration; the other verbs are decisions on applications and offers.
    """

    access: ClassVar = Access(Audience.TEAM, REGISTRATION_VIEW)
    access_by_action: ClassVar = {
        "create": Access(Audience.PUBLIC),
        **dict.fromkeys(("partial_update", "destroy", *DECISIONS), Access(Audience.TEAM, REGISTRATION_EDIT)),
    }
    serializer_class = RegistrationSerializer
    lookup_field = "code"
    queryset = Registration.objects.none()

    def get_queryset(self) -> QuerySet[Registration]:
        """Return the rows asked for: filters choose among many, and one that is named is found whatever its state."""
        query = self.request.query_params if self.action == "list" else QueryDict()
        rows = asked_by(self.event, query).select_related("person__organisation", "category")
        return rows.prefetch_related(with_answers(), with_agreements())

    def get_serializer_context(self) -> dict[str, Any]:
        """Tell the serializer what may be chosen and what is asked."""
        context = dict(super().get_serializer_context())
        if hasattr(self, "event") and self.action in WRITING:
            form = form_of(self.event)
            typed = self._names_code()
            code = code_of(self.event, typed) if typed else None
            categories = partial(categories_for, self.event, is_team=self._is_team(), code=code)
            context |= {"form": form, "asked": form.fields, "code": code, "categories": categories}
        return context

    def _names_code(self) -> str:
        typed = self.request.data.get("access_code") if isinstance(self.request.data, dict) else None
        return typed if isinstance(typed, str) else ""

    def _is_team(self) -> bool:
        user: Any = self.request.user
        return bool(user.is_authenticated and user.has_perm(REGISTRATION_EDIT, self.event))

    @extend_schema(parameters=[KEY])
    def create(self, request: Any, *args: Any, **kwargs: Any) -> Response:
        """Register a guest. 409 when the category or a choice is full, 403 when registration is closed, 429 for codes.

        With an `Idempotency-Key` the request may be sent again and registers the guest once; 422 where the key came
        with another request.
        """
        if self._names_code() and not self._is_team() and not ratelimit.consume(request, action="access_code"):
            raise Throttled
        serializer: Any = self.get_serializer(data=request.data)
        serializer.is_valid(raise_exception=True)
        if not (key := idempotency_key(request)):
            return self._answer(serializer, self._registered(serializer.details()))
        made: list[Registration] = []

        def register() -> str:
            made.append(self._registered(serializer.details()))
            return str(made[0].code)

        scope = f"registrations:{self.event.pk}:{request.user.pk or ''}"
        try:
            code = once(scope=scope, key=key, body=request.data, do=register)
        except KeyReusedError as fault:
            raise KeyReused from fault
        return self._answer(serializer, made[0] if made else self.get_queryset().get(code=code))

    def _registered(self, details: services.Details) -> Registration:
        user: Any = self.request.user if self.request.user.is_authenticated else None
        who = {"by": user, "user": None} if self._is_team() else {"by": None, "user": user}
        with told_as_conflicts():
            return services.register_guest(event=self.event, details=details, setup=form_of(self.event).setup, **who)

    def _answer(self, serializer: Any, registration: Registration) -> Response:
        serializer.instance = registration
        return Response(serializer.data, status=status.HTTP_201_CREATED)

    def partial_update(self, request: Any, *args: Any, **kwargs: Any) -> Response:
        """Change what is sent of a registration, and tell the guest. 409 when a category or a choice is full."""
        registration = self.get_object()
        if not registration.is_live:
            raise Conflict("This registration has ended.")
        serializer: Any = self.get_serializer(registration, data=request.data, partial=True)
        serializer.is_valid(raise_exception=True)
        with told_as_conflicts():
            details = serializer.details()
            services.change_registration(registration=registration, details=details, by=request.user)
        return Response(self.get_serializer(self.get_object()).data)

    @extend_schema(responses={204: None})
    def destroy(self, request: Any, *args: Any, **kwargs: Any) -> Response:
        """Cancel a registration; its place is free again."""
        services.cancel_registration(registration=self.get_object(), by=request.user)
        return Response(status=status.HTTP_204_NO_CONTENT)

    @extend_schema(request=DecisionSerializer, responses=RegistrationSerializer)
    def admit(self, request: Any, *args: Any, **kwargs: Any) -> Response:
        """Give a place to who applied or waits. 409 when none is left, or it was decided before."""
        return self._decided(services.admit, request.data)

    @extend_schema(request=DecisionSerializer, responses=RegistrationSerializer)
    def wait(self, request: Any, *args: Any, **kwargs: Any) -> Response:
        """Put who applied on the waiting list. 409 when it was decided before."""
        return self._decided(services.put_on_waiting_list, request.data)

    @extend_schema(request=DecisionSerializer, responses=RegistrationSerializer)
    def decline(self, request: Any, *args: Any, **kwargs: Any) -> Response:
        """Do not admit who applied or waits. 409 when it was decided before."""
        return self._decided(services.decline, request.data)

    @extend_schema(request=None, responses=RegistrationSerializer)
    def reopen(self, request: Any, *args: Any, **kwargs: Any) -> Response:
        """Undo a decision against somebody. 409 when that is not possible any more."""
        return self._decided(services.reopen, None)

    @extend_schema(request=None, responses=RegistrationSerializer)
    def accept(self, request: Any, *args: Any, **kwargs: Any) -> Response:
        """Take the place that is offered, in the name of the guest. 409 when the offer is over."""
        return self._decided(services.accept_offer, None)

    def _decided(self, decide: Callable[..., Any], data: Any) -> Response:
        said: dict[str, Any] = {}
        if data is not None:
            asked = DecisionSerializer(data=data)
            asked.is_valid(raise_exception=True)
            said = asked.validated_data
        with told_as_conflicts():
            decide(registration=self.get_object(), by=self.request.user, **said)
        return Response(self.get_serializer(self.get_object()).data)
