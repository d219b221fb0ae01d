"""Searches that members keep, to open them again and to be told of what is new."""

from collections.abc import Sequence
from hashlib import blake2b

from django.conf import settings
from django.db import models
from django.db.models import Max, Min
from django.utils import timezone

from cards.refs import Ref
from search.models.ledger import IndexEntry


class SavedSearchQuerySet(models.QuerySet["SavedSearch"]):
    def of(self, person_id: int | None) -> "SavedSearchQuerySet":
        """What this person keeps, by name. Nobody else's is ever theirs."""
        return self.filter(person=person_id, removed_at=None).order_by("name", "id")

    def watched(self) -> "SavedSearchQuerySet":
        """Those of which somebody wants to be told."""
        return self.filter(alert=True, removed_at=None)


class SavedSearch(models.Model):
    """One list with its filters, under a name that only its keeper reads."""

    LONGEST_NAME = 80
    LONGEST_PARAMS = 3000
    LONGEST_ASKS = 300

    person = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="+", verbose_name="personne")
    name = models.CharField("nom", max_length=LONGEST_NAME)
    path = models.CharField("liste", max_length=200)
    """The list it was kept on: `/services/`."""
    params = models.CharField("demande", max_length=LONGEST_PARAMS, blank=True)
    """What its address asks, after the question mark, without a page."""
    held = models.CharField("sortes", max_length=200, blank=True)
    """Kinds of that list, with spaces between; empty for all there are."""
    asks = models.CharField("en clair", max_length=LONGEST_ASKS, blank=True)
    """What it asks, in the words it was kept with: « logement, Gratuit, près de 4802 Heusy »."""
    digest = models.CharField(max_length=32, editable=False)
    """Of its path and params: the same search kept twice is one."""
    alert = models.BooleanField("me prévenir", default=False)
    newest = models.PositiveBigIntegerField(default=0, editable=False)
    """The last entry of the ledger that was there when it was last looked through: what came later is new."""
    made_at = models.DateTimeField("gardée le", default=timezone.now)
    removed_at = models.DateTimeField(null=True, blank=True)
    """Set when it is kept no more; the row stays for a day, for whoever changes their mind."""

    objects = SavedSearchQuerySet.as_manager()

    class Meta:
        verbose_name = "recherche gardée"
        verbose_name_plural = "recherches gardées"
        constraints = [models.UniqueConstraint(fields=["person", "digest"], name="saved_once")]
        indexes = [
            models.Index(fields=["id"], name="saved_watched", condition=models.Q(alert=True, removed_at__isnull=True)),
            models.Index(fields=["removed_at"], name="saved_removed", condition=models.Q(removed_at__isnull=False)),
        ]

    def __str__(self) -> str:
        return self.name

    def get_absolute_url(self) -> str:
        """The list itself, as it was kept."""
        return f"{self.path}?{self.params}" if self.params else self.path

    @property
    def ref(self) -> Ref:
        """What notices of it point at."""
        return Ref("search", str(self.pk))

    @property
    def kinds(self) -> Sequence[str] | None:
        """Kinds of its list; None for all."""
        return tuple(self.held.split()) or None


def digest_of(path: str, params: str) -> str:
    """By which a search is recognised as one that is already kept."""
    return blake2b(f"{path}?{params}".encode(), digest_size=16).hexdigest()


def last_settled() -> int:
    """The last entry of the ledger up to which everything was indexed at least once: what is newer may not be found
    yet, and will be new tomorrow."""
    seen = IndexEntry.objects.aggregate(owed=Min("id", filter=models.Q(indexed=0)), last=Max("id"))
    return seen["owed"] - 1 if seen["owed"] else seen["last"] or 0
