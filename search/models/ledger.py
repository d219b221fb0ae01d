"""The ledger between the database and the index."""

from django.db import models


class IndexEntry(models.Model):
    """What the index owes to one thing: raised with every change, settled after the engine's commit.

    `version` orders writes to either engine; rows with `indexed < version` are the backlog after an outage.
    """

    kind = models.CharField(max_length=20)
    key = models.CharField(max_length=100)
    version = models.PositiveBigIntegerField(default=1)
    indexed = models.PositiveBigIntegerField(default=0)

    class Meta:
        verbose_name = "entrée du registre de recherche"
        verbose_name_plural = "registre de recherche"
        constraints = [models.UniqueConstraint(fields=["kind", "key"], name="one_entry_per_thing")]
        indexes = [
            models.Index(fields=["id"], condition=models.Q(indexed__lt=models.F("version")), name="index_backlog")
        ]

    def __str__(self) -> str:
        return f"{self.kind}:{self.key} v{self.version}"
