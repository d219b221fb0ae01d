"""What members keep: any page at all, with a note that only they read."""

from django.conf import settings
from django.db import models
from django.utils import timezone

from cards.refs import Ref


class KeptQuerySet(models.QuerySet["Kept"]):
    def of(self, person_id: int) -> "KeptQuerySet":
        """What this person keeps, the latest first."""
        return self.filter(person=person_id, let_go_at=None).order_by("-kept_at", "-id")


class Kept(models.Model):
    """A page that somebody keeps. Nobody else learns of it."""

    LONGEST_NOTE = 500

    person = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="kept", verbose_name="personne")
    kind = models.CharField(max_length=30)
    key = models.CharField(max_length=120)
    note = models.TextField("ma note", max_length=LONGEST_NOTE, blank=True)
    kept_at = models.DateTimeField("gardé le", default=timezone.now)
    let_go_at = models.DateTimeField(null=True, blank=True)
    """Set when it is kept no more; the row stays for a day, so that changing one's mind brings the note back."""

    objects = KeptQuerySet.as_manager()

    class Meta:
        verbose_name = "page gardée"
        verbose_name_plural = "pages gardées"
        constraints = [models.UniqueConstraint(fields=["person", "kind", "key"], name="kept_once")]
        indexes = [
            models.Index(fields=["person", "-kept_at", "-id"], name="kept_latest_first"),
            models.Index(fields=["let_go_at"], name="kept_let_go", condition=models.Q(let_go_at__isnull=False)),
        ]

    def __str__(self) -> str:
        return str(self.ref)

    @property
    def ref(self) -> Ref:
        return Ref(self.kind, self.key)
