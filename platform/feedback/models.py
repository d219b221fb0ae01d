"""What readers say of a page: whether it answered, what is wrong with it. Nothing is kept of who they are."""

from datetime import timedelta

from django.conf import settings
from django.db import models
from django.utils import timezone

from cards.kinds import Viewer
from cards.refs import Ref
from feedback.keepers import keepers
from feedback.reasons import REASONS


class Verdict(models.TextChoices):
    """Whether the page answered."""

    YES = "yes", "Oui"
    PARTLY = "partly", "En partie"
    NO = "no", "Non"


OPEN = models.Q(done_at=None) & ~models.Q(text="", reason="")
"""Something was said, and nobody has said yet that it is settled: a bare « non » asks nothing of anybody."""


class RemarkQuerySet(models.QuerySet["Remark"]):
    def about(self, ref: Ref) -> "RemarkQuerySet":
        """Those on this thing."""
        return self.filter(kind=ref.kind, key=ref.key)

    def visible_to(self, viewer: Viewer, basin: str = "") -> "RemarkQuerySet":
        """Those on what this person looks after, of one basin or of all; what is gone or hidden is left out."""
        if not viewer.is_authenticated:
            return self.none()
        kept = {kind: keys for kind, keeper in keepers().items() if (keys := keeper(viewer, basin)) is not None}
        theirs = models.Q(pk__in=[])
        for kind, keys in kept.items():
            theirs |= models.Q(kind=kind, key__in=keys)
        return self.filter(theirs)

    def open(self) -> "RemarkQuerySet":
        """Those to act on."""
        return self.filter(OPEN)


class Remark(models.Model):
    """One reader's answer about a page, or one error they tell of; a day and their words, never a name."""

    kind = models.CharField("sorte", max_length=20)
    key = models.CharField("clef", max_length=120)
    came_from = models.CharField(max_length=120, blank=True, editable=False)
    """The key it was said of, when that thing was taken into this one since."""
    visit = models.CharField(max_length=43, unique=True, editable=False)
    """Drawn for one visit, known to nobody else: the same form sent twice is one row."""
    verdict = models.CharField("réponse", max_length=10, choices=Verdict.choices, blank=True)
    reason = models.CharField("signalement", max_length=20, blank=True)
    text = models.TextField("texte", blank=True)
    contact = models.CharField("pour répondre", max_length=150, blank=True)
    given_on = models.DateField("donné le", default=timezone.localdate)
    """To the day: a time to the second would point at a line of some server’s log."""
    done_at = models.DateTimeField("traité le", null=True, blank=True)
    done_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, blank=True, related_name="+", verbose_name="traité par"
    )

    objects = RemarkQuerySet.as_manager()

    class Meta:
        verbose_name = "retour de lecture"
        verbose_name_plural = "retours de lecture"
        indexes = [
            models.Index(fields=["kind", "key", "given_on"], name="remarks_of_a_thing"),
            models.Index(fields=["given_on"], name="remarks_by_day"),
        ]

    def __str__(self) -> str:
        return f"{'Signalement' if self.reason else 'Retour'} sur {self.ref}"

    @property
    def ref(self) -> Ref:
        """What it is about."""
        return Ref(self.kind, self.key)

    @property
    def said(self) -> str:
        """« Signalement : un lien ne marche plus », « Non »."""
        return REASONS[self.reason] if self.reason in REASONS else self.get_verdict_display()

    @property
    def is_open(self) -> bool:
        """Whether somebody should act on it."""
        return self.done_at is None and bool(self.text or self.reason)

    @property
    def may_still_change(self) -> bool:
        """For its author, who holds the key of their visit: until the day after, and while nobody has acted on it."""
        return self.done_at is None and self.given_on >= timezone.localdate() - timedelta(days=1)
