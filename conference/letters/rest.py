"""Endpoints of letters: templates, requests, the register, and, one by one and noted, passports."""

from typing import Any, ClassVar

from django.db.models import QuerySet
from drf_spectacular.utils import extend_schema
from rest_framework import mixins, status, viewsets
from rest_framework.exceptions import PermissionDenied
from rest_framework.response import Response

from conference.core.api import refused_as
from conference.core.caching import keep_nowhere
from conference.core.permissions import Access, Audience
from conference.core.sealing import SealError
from conference.events.endpoints import EventEndpoint
from conference.letters import services
from conference.letters.models import Letter, LetterRequest, LetterTemplate
from conference.letters.queries import found_letters, found_requests
from conference.letters.rules import LETTERS_ISSUE, LETTERS_PASSPORT, LETTERS_SETUP, LETTERS_VIEW, may_issue
from conference.letters.serializers import (
    LetterRequestSerializer,
    LetterSerializer,
    LetterTemplateSerializer,
    OpeningSerializer,
    PassportSerializer,
    ReasonSerializer,
)

CONFLICTS: dict[type[Exception], str] = {
    services.AlreadyDecidedError: "The request has been decided on.",
    services.AlreadyRevokedError: "The letter has been revoked before.",
    services.NoTemplateError: "No template that is offered fits.",
    services.NoPassportError: "There are no passport data.",
    SealError: "The key that sealed the passport data is missing.",
}


class LetterTemplateEndpoint(
    EventEndpoint,
    mixins.ListModelMixin,
    mixins.RetrieveModelMixin,
    viewsets.GenericViewSet[LetterTemplate],
):
    """The event's templates; `is_used` offers one to guests."""

    access: ClassVar = Access(Audience.TEAM, LETTERS_SETUP)
    serializer_class = LetterTemplateSerializer
    lookup_field = "code"
    queryset = LetterTemplate.objects.none()

    def get_queryset(self) -> QuerySet[LetterTemplate]:
        """Return the templates of the event."""
        return LetterTemplate.objects.filter(event=self.event)

    def create(self, request: Any, *args: Any, **kwargs: Any) -> Response:
        """Add a template."""
        return Response(self._saved(request, None), status=status.HTTP_201_CREATED)

    def partial_update(self, request: Any, *args: Any, **kwargs: Any) -> Response:
        """Change a template; letters that were issued by it stay as they are."""
        return Response(self._saved(request, self.get_object()))

    @extend_schema(responses={204: None})
    def destroy(self, request: Any, *args: Any, **kwargs: Any) -> Response:
        """Remove a template."""
        services.remove_template(template=self.get_object(), by=request.user)
        return Response(status=status.HTTP_204_NO_CONTENT)

    def _saved(self, request: Any, template: LetterTemplate | None) -> Any:
        serializer = self.get_serializer(template, data=request.data, partial=template is not None)
        serializer.is_valid(raise_exception=True)
        values = serializer.validated_data
        with refused_as(CONFLICTS):
            saved = services.save_template(event=self.event, by=request.user, template=template, **values)
        return self.get_serializer(saved).data


class LetterRequestEndpoint(
    EventEndpoint,
    mixins.ListModelMixin,
    mixins.RetrieveModelMixin,
    viewsets.GenericViewSet[LetterRequest],
):
    """Requests of guests (`q`, `state`, `kind`, `country`)."""

    access: ClassVar = Access(Audience.TEAM, LETTERS_VIEW)
    access_by_action: ClassVar = {
        "issue": Access(Audience.TEAM, LETTERS_ISSUE),
        "decline": Access(Audience.TEAM, LETTERS_ISSUE),
    }
    serializer_class = LetterRequestSerializer
    lookup_field = "code"
    queryset = LetterRequest.objects.none()

    def get_queryset(self) -> QuerySet[LetterRequest]:
        """Return the rows asked for."""
        return found_requests(self.event, self.request.query_params.dict())

    @extend_schema(request=None, responses={201: LetterSerializer})
    def issue(self, request: Any, *args: Any, **kwargs: Any) -> Response:
        """Issue the letter. 409 where no template or no passport is there; a visa letter is the visa officer's."""
        asked = self.get_object()
        _refuse_others(request.user, self.event, asked.kind)
        with refused_as(CONFLICTS):
            letter = services.issue_letter(request=asked, by=request.user)
        return Response(LetterSerializer(letter).data, status=status.HTTP_201_CREATED)

    @extend_schema(request=ReasonSerializer, responses=LetterRequestSerializer)
    def decline(self, request: Any, *args: Any, **kwargs: Any) -> Response:
        """Decline the request; the guest reads the reason."""
        asked, reason = self.get_object(), _reason(request)
        with refused_as(CONFLICTS):
            declined = services.decline_request(request=asked, by=request.user, reason=reason)
        return Response(self.get_serializer(declined).data)


class PassportEndpoint(EventEndpoint, viewsets.GenericViewSet[LetterRequest]):
    """What the passport of a request's guest says. Each call is noted."""

    access: ClassVar = Access(Audience.TEAM, LETTERS_PASSPORT)
    serializer_class = PassportSerializer
    lookup_field = "code"
    queryset = LetterRequest.objects.none()

    def get_queryset(self) -> QuerySet[LetterRequest]:
        """Return the requests of the event."""
        return found_requests(self.event, {}).select_related("registration__event")

    @extend_schema(request=OpeningSerializer, responses=PassportSerializer)
    def open(self, request: Any, *args: Any, **kwargs: Any) -> Response:
        """Open the passport data for a reason. 409 where there are none."""
        why = OpeningSerializer(data=request.data)
        why.is_valid(raise_exception=True)
        registration = self.get_object().registration
        values = {"note": "", **why.validated_data}
        with refused_as(CONFLICTS):
            opened = services.open_passport(registration=registration, by=request.user, **values)
        return keep_nowhere(Response(PassportSerializer(opened).data))


class LetterEndpoint(EventEndpoint, mixins.ListModelMixin, mixins.RetrieveModelMixin, viewsets.GenericViewSet[Letter]):
    """The register (`q`, `state`: valid or revoked, `kind`, `country`)."""

    access: ClassVar = Access(Audience.TEAM, LETTERS_VIEW)
    access_by_action: ClassVar = {
        "revoke": Access(Audience.TEAM, LETTERS_ISSUE),
        "reissue": Access(Audience.TEAM, LETTERS_ISSUE),
    }
    serializer_class = LetterSerializer
    lookup_field = "code"
    queryset = Letter.objects.none()

    def get_queryset(self) -> QuerySet[Letter]:
        """Return the rows asked for."""
        return found_letters(self.event, self.request.query_params.dict())

    @extend_schema(request=ReasonSerializer, responses=LetterSerializer)
    def revoke(self, request: Any, *args: Any, **kwargs: Any) -> Response:
        """Revoke a letter; whoever verifies it is told."""
        letter = self._letter(request)
        reason = _reason(request)
        with refused_as(CONFLICTS):
            revoked = services.revoke_letter(letter=letter, by=request.user, reason=reason)
        return Response(self.get_serializer(revoked).data)

    @extend_schema(request=ReasonSerializer, responses={201: LetterSerializer})
    def reissue(self, request: Any, *args: Any, **kwargs: Any) -> Response:
        """Revoke a letter and issue another in its place, under a number of its own."""
        letter = self._letter(request)
        reason = _reason(request)
        with refused_as(CONFLICTS):
            fresh = services.reissue_letter(letter=letter, by=request.user, reason=reason)
        return Response(self.get_serializer(fresh).data, status=status.HTTP_201_CREATED)

    def _letter(self, request: Any) -> Letter:
        letter: Letter = self.get_object()
        _refuse_others(request.user, self.event, letter.kind)
        return letter


def _reason(request: Any) -> str:
    serializer = ReasonSerializer(data=request.data)
    serializer.is_valid(raise_exception=True)
    return " ".join(str(serializer.validated_data["reason"]).split())


def _refuse_others(user: Any, event: Any, kind: str) -> None:
    if not may_issue(user, event, kind):
        raise PermissionDenied
