"""What the queue runs."""

from django_tasks import task

from conference.core.jobs import services


@task()
def run_job(job_pk: int) -> None:
    """Run the job with this key; see `services.run`."""
    services.run(job_pk)
