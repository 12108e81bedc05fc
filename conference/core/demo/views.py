"""The demo's and the developer's page of mails: what would have been sent."""

from csp.decorators import csp_replace
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils.html import escape
from django.utils.http import content_disposition_header
from django.views.decorators.clickjacking import xframe_options_sameorigin

from conference.core.mail.models import MailAttachment, OutgoingMail
from conference.core.permissions import Access, Audience, declare

SHOWN = 100


def mailbox(request: HttpRequest) -> HttpResponse:
    """List the latest mails, newest first; `?to=` narrows to one address."""
    mails = OutgoingMail.objects.prefetch_related("attachments")
    if to := request.GET.get("to"):
        mails = mails.filter(to__iexact=to)
    return render(request, "conference/core/demo/mailbox.html", {"mails": mails[:SHOWN], "to": to or ""})


# The mail's own styles stand in its tags, as mail programs need; nothing in it may run or load.
@csp_replace(  # type: ignore[arg-type]
    {
        "default-src": ["'none'"],
        "script-src": ["'none'"],
        "style-src": ["'unsafe-inline'"],
        "img-src": ["'self'", "data:"],
        "frame-ancestors": ["'self'"],
    }
)
@xframe_options_sameorigin
def mailbox_message(request: HttpRequest, pk: int) -> HttpResponse:
    """Show one mail as its reader's program would: the HTML body alone."""
    mail = get_object_or_404(OutgoingMail, pk=pk)
    return HttpResponse(mail.html or f"<pre>{escape(mail.text)}</pre>")


def mailbox_attachment(request: HttpRequest, pk: int, number: int) -> HttpResponse:
    """Give a file that came with a mail, to be saved and never shown in the page."""
    attachment = get_object_or_404(MailAttachment, mail=pk, pk=number)
    response = HttpResponse(bytes(attachment.content), content_type=attachment.content_type)
    response["Content-Disposition"] = content_disposition_header(as_attachment=True, filename=attachment.name) or ""
    return response


declare(mailbox, Access(Audience.PUBLIC))
declare(mailbox_attachment, Access(Audience.PUBLIC))
declare(mailbox_message, Access(Audience.PUBLIC))
