"""The keys under which clients sent requests, and what came of them."""

from django.db import models


class RequestKey(models.Model):
    """A request that was done: its key and its body as digests, for whom (`scope`), and what it made."""

    scope = models.CharField(max_length=100)
    key_digest = models.CharField(max_length=64)
    body_digest = models.CharField(max_length=64)
    made = models.CharField(max_length=60, blank=True)
    created_at = models.DateTimeField(auto_now_add=True, db_index=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["scope", "key_digest"], name="request_key_once_in_scope")]

    def __str__(self) -> str:
        return f"{self.scope}: {self.made}"
