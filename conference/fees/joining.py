"""What becomes of invoices when two persons turn out to be one: they follow the registrations.

An unpaid invoice of the registration that is cancelled is cancelled with it. Money that was paid for it is shown as to
be given back, and whoever merges is told before.
"""

from django.utils.translation import gettext as _

from conference.fees.models import InvoiceLine
from conference.fees.money import shown
from conference.people.merging import Joining
from conference.people.models import Person


def foresee(kept: Person, gone: Person) -> list[str]:
    """Say for which of the registrations something was paid."""
    rows = InvoiceLine.objects.filter(registration__person__in=[kept, gone], is_live=True, invoice__paid__gt=0)
    text = _(
        "%(sum)s were paid on invoice %(number)s, for registration %(code)s. If that one is cancelled, "
        "the money is to be given back."
    )
    return [
        text
        % {
            "sum": shown(line.invoice.kept, line.invoice.currency),
            "number": line.invoice.number,
            "code": line.registration.code,
        }
        for line in rows.select_related("invoice", "registration")
    ]


# Nothing to lock or to prepare: invoices hear of what is cancelled by the facts of registration.
JOINING = Joining(foresee)
