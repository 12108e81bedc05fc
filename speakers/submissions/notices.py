"""Who is written to about a submission: whoever handed it in, and the authors who are named in it."""

from typing import Any

from conference.accounts.models import User
from conference.core.mail import services as mail
from conference.core.text.localized import LANGUAGE_CODES
from conference.registration.queries import person_of_address
from speakers.submissions.models import Submission


def tell_submitter(submission: Submission, template: str, **context: Any) -> None:
    """Write to who handed it in, in their language; nobody when the account is gone."""
    if submission.submitter is not None:
        mail.compose(
            to=submission.submitter.email,
            template=template,
            context={"submission": submission, **context},
            language=submission.submitter.language,
            event=submission.event,
        )


def tell_new_coauthors(submission: Submission) -> None:
    """Tell each author who did not hand it in themselves that they are named, once, whatever is changed afterwards."""
    new = [address for address in _coauthors(submission) if address not in submission.told]
    if not new:
        return
    submission.told = [*submission.told, *new]
    Submission.objects.filter(pk=submission.pk).update(told=submission.told)
    for address in new:
        _tell(submission, address, "speakers/coauthor_named")


def tell_coauthors_of_decision(submission: Submission, *, is_accepted: bool) -> None:
    """Tell those who know of the submission what was decided; the committee's message is for who handed it in."""
    for address in _coauthors(submission):
        if address in submission.told:
            _tell(submission, address, "speakers/coauthor_decided", is_accepted=is_accepted)


def _coauthors(submission: Submission) -> list[str]:
    """Return the addresses of authors, each once, without the one of who handed it in."""
    own = submission.submitter.email.casefold() if submission.submitter else ""
    addresses = (author.email.casefold() for author in submission.authors.all())
    return [address for address in dict.fromkeys(addresses) if address not in {"", own}]


def _tell(submission: Submission, address: str, template: str, **context: Any) -> None:
    """Write to a co-author. Nothing in it opens the submission: the address may be mistyped."""
    mail.compose(
        to=address,
        template=template,
        context={"submission": submission, **context},
        language=_language_of(submission, address),
        event=submission.event,
    )


def _language_of(submission: Submission, address: str) -> str:
    """Return the language of the account or the person, else of the talk, else of the event."""
    user = User.objects.filter(email__iexact=address).first()
    person = None if user else person_of_address(submission.event, address)
    known = user or person
    wanted = known.language if known else submission.language
    return wanted or next(iter(submission.event.languages), LANGUAGE_CODES[0])
