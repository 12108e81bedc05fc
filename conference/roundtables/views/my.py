"""A participant's own statements."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _

from conference.accounts.requests import SignedInRequest
from conference.core.forms import posted
from conference.core.text.localized import i18n
from conference.events.access import signed_in_at
from conference.events.models import Event
from conference.registration.queries import person_at
from conference.roundtables import services
from conference.roundtables.forms import OwnStatementForm
from conference.roundtables.models import RoundTable, Statement

HERE = "conference/roundtables/my/"


@signed_in_at
def statement(request: SignedInRequest, event: Event, slug: str) -> HttpResponse:
    """Hand in a written statement; below it those that the person has made."""
    table = get_object_or_404(RoundTable, event=event, slug=slug, is_public=True)
    person = person_at(event, request.user)
    if person is None:
        return render(request, HERE + "not_registered.html", {"event": event}, status=403)
    item = table.agenda.filter(code=request.GET.get("item", "")).first()
    form = OwnStatementForm(
        posted(request), table=table, initial={"language": person.language, "item": item and item.pk}
    )
    if form.is_valid():
        data = form.cleaned_data
        language = data["language"]
        services.hand_in_statement(
            item=data["item"],
            person=person,
            by=request.user,
            title=i18n(**{language: data["title"]}),
            text=i18n(**{language: data["text"]}),
        )
        messages.success(request, _("Thank you. The statement will be published when the organisers have read it."))
        return redirect("my:statement", event=event.slug, slug=table.slug)
    own = Statement.objects.filter(item__round_table=table, person=person).select_related("item")
    context = {"event": event, "table": table, "form": form, "statements": own, "has_agenda": table.agenda.exists()}
    return render(request, HERE + "statement.html", context)
