"""What somebody was told, the letters that told it, and how often they want any."""

from typing import ClassVar

from django.conf import settings
from django.db import models
from django.utils import timezone

from cards.refs import Ref
from notifications.notices import Family, Rhythm


class Preferences(models.Model):
    """How often somebody wants letters. Without a row, the defaults hold."""

    BY_DEFAULT: ClassVar[dict[Family, Rhythm]] = {
        Family.ADDRESSED: Rhythm.NOW,
        Family.BASIN: Rhythm.WEEKLY,
        Family.INFORMED: Rhythm.WEEKLY,
    }

    person = models.OneToOneField(
        settings.AUTH_USER_MODEL, models.CASCADE, primary_key=True, related_name="+", verbose_name="personne"
    )
    addressed = models.CharField(Family.ADDRESSED.label, max_length=10, choices=Rhythm.choices, default=Rhythm.NOW)
    basin = models.CharField(Family.BASIN.label, max_length=10, choices=Rhythm.choices, default=Rhythm.WEEKLY)
    informed = models.CharField(Family.INFORMED.label, max_length=10, choices=Rhythm.choices, default=Rhythm.WEEKLY)
    quiet = models.BooleanField("rien de 18 h à 8 h, ni le week-end, ni les jours fériés", default=True)

    class Meta:
        verbose_name = "choix des avis"
        verbose_name_plural = "choix des avis"

    def __str__(self) -> str:
        return f"Avis de {self.person}"

    def rhythm(self, family: Family) -> Rhythm:
        """How often letters of this family leave."""
        return Rhythm(getattr(self, family.value))


class Letter(models.Model):
    """A letter that tells several things at once: written here before it is sent, so that it is sent once."""

    recipient = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="+", verbose_name="pour")
    message_id = models.CharField(max_length=200, unique=True)
    """Fixed before the first attempt: a second one is the same letter to whoever receives both."""
    written_at = models.DateTimeField("écrite le", default=timezone.now)
    tried_at = models.DateTimeField("dernier essai", null=True, blank=True)
    tries = models.PositiveSmallIntegerField("essais", default=0)
    ended_at = models.DateTimeField("partie, ou sans objet, le", null=True, blank=True)

    class Meta:
        verbose_name = "lettre"
        verbose_name_plural = "lettres"
        indexes = [
            models.Index(fields=["tried_at"], name="letters_under_way", condition=models.Q(ended_at__isnull=True))
        ]

    def __str__(self) -> str:
        return self.message_id


class NotificationQuerySet(models.QuerySet["Notification"]):
    def unread(self) -> "NotificationQuerySet":
        return self.filter(read_at=None)

    def to_send(self) -> "NotificationQuerySet":
        """What no letter has told, nor their reader seen on the site."""
        return self.filter(letter=None, read_at=None, due_at__isnull=False)


class Notification(models.Model):
    """Somebody was told that something happened to a thing: no words here, they are found when it is read."""

    recipient = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.CASCADE, related_name="notifications", verbose_name="pour"
    )
    event = models.CharField("événement", max_length=60)
    kind = models.CharField(max_length=30)
    key = models.CharField(max_length=120)
    occurrence = models.CharField(max_length=120, blank=True, default="")
    """Tells apart two happenings of one event on one thing: whose answer, which request."""
    told_at = models.DateTimeField("le", default=timezone.now)
    due_at = models.DateTimeField("lettre due le", null=True, blank=True)
    """From when a letter may tell it; none when its reader wants no letter of this family."""
    read_at = models.DateTimeField("lu le", null=True, blank=True)
    letter = models.ForeignKey(
        Letter, models.SET_NULL, null=True, blank=True, related_name="notifications", verbose_name="lettre"
    )

    objects = NotificationQuerySet.as_manager()

    class Meta:
        verbose_name = "avis"
        verbose_name_plural = "avis"
        constraints = [
            models.UniqueConstraint(fields=["recipient", "event", "kind", "key", "occurrence"], name="told_once")
        ]
        indexes = [
            models.Index(fields=["recipient", "-told_at", "-id"], name="told_latest_first"),
            models.Index(fields=["recipient"], name="told_unread", condition=models.Q(read_at__isnull=True)),
            models.Index(
                fields=["due_at"],
                name="told_to_send",
                condition=models.Q(letter__isnull=True, read_at__isnull=True, due_at__isnull=False),
            ),
            models.Index(fields=["event", "kind", "key"], name="told_of_a_thing"),
        ]

    def __str__(self) -> str:
        return f"{self.event} {self.ref}"

    @property
    def ref(self) -> Ref:
        return Ref(self.kind, self.key)
