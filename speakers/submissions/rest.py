"""Endpoints of submissions."""

from typing import Any, ClassVar

from django.db.models import Q, QuerySet
from rest_framework import viewsets

from conference.core.permissions import Access, Audience
from conference.events.endpoints import EventEndpoint
from speakers.submissions.choices import State
from speakers.submissions.models import Submission
from speakers.submissions.rules import SUBMISSIONS_DECIDE
from speakers.submissions.serializers import SubmissionSerializer


class SubmissionList(EventEndpoint, viewsets.ReadOnlyModelViewSet[Submission]):
    """One's own submissions, drafts too; whoever decides reads all that were handed in."""

    access: ClassVar = Access(Audience.SIGNED_IN)
    serializer_class = SubmissionSerializer
    lookup_field = "code"
    queryset = Submission.objects.none()

    def get_queryset(self) -> QuerySet[Submission]:
        """Return what this reader may know of."""
        user: Any = self.request.user
        allowed = Q(submitter_id=user.pk)
        if user.has_perm(SUBMISSIONS_DECIDE, self.event):
            allowed |= ~Q(state=State.DRAFT)
        rows = Submission.objects.filter(allowed, event=self.event)
        return rows.select_related("call", "track").prefetch_related("authors").order_by("-created_at", "-pk")
