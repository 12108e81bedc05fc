"""Endpoint of questions: whoever registers through the API has to know what is asked."""

from typing import Any, ClassVar

from django.db.models import F, QuerySet
from rest_framework import generics

from conference.core.permissions import Access, Audience
from conference.events.endpoints import EventEndpoint
from conference.registration.questions.models import Question
from conference.registration.questions.serializers import QuestionSerializer


class QuestionEndpoint(EventEndpoint, generics.ListAPIView[Question]):
    """What guests are asked besides name, contacts and category, in the order in which it is asked."""

    access: ClassVar = Access(Audience.PUBLIC)
    serializer_class = QuestionSerializer
    pagination_class = None
    queryset = Question.objects.none()

    def get_queryset(self) -> QuerySet[Any]:
        """Return the questions that are asked."""
        rows = Question.objects.filter(event=self.event, is_asked=True).select_related("section", "not_before")
        return rows.prefetch_related("choices", "rows", "categories").order_by(
            F("section__position").asc(nulls_first=True), "position", "pk"
        )
