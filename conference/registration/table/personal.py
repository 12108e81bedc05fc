"""What the table holds of people: marks on their registrations, and views that search for them or that they saved."""

from collections.abc import Iterator

from django.utils.translation import gettext as _

from conference.core.personal import Record, Subject, item
from conference.core.text.folding import search_words
from conference.registration.table.models import Mark, TableView


def collect(subject: Subject) -> Iterator[Record]:
    """Yield the marks, and the views that a member of the team saved."""
    for name in Mark.objects.filter(registration__person__in=subject.keys).values_list("name", flat=True):
        yield [item("mark", _("Mark"), name)]
    for view in TableView.objects.filter(event=subject.event, owner__in=subject.users):
        yield [item("name", _("Saved view"), view.name), item("query", _("Filters"), view.query)]


def erase(subject: Subject) -> int:
    """Remove the marks, and the searches of the team's views that are for nobody else."""
    count = int(Mark.objects.filter(registration__person__in=subject.keys).delete()[0])
    known = {word for text in (*subject.names, *subject.addresses) for word in search_words(text)}
    for view in TableView.objects.filter(event=subject.event):
        words = search_words(" ".join(view.query.get("q", [])))
        if words and known.issuperset(words):
            rest = {name: values for name, values in view.query.items() if name != "q"}
            count += TableView.objects.filter(pk=view.pk).update(query=rest)
    return count
