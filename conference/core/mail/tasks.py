"""What the queue runs."""

from django_tasks import task

from conference.core.mail import services


@task()
def deliver_mail(mail_pk: int) -> None:
    """Deliver the mail with this key; see `services.deliver`."""
    services.deliver(mail_pk)
