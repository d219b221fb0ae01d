"""Who keeps an organisation's page, and who asked to."""

from django.conf import settings
from django.db import models

from cards.kinds import Viewer


class ClaimState(models.TextChoices):
    """What became of « C’est ma structure »."""

    WAITING = "waiting", "En attente"
    ACCEPTED = "accepted", "Acceptée"
    REFUSED = "refused", "Refusée"
    LEFT = "left", "Terminée"


class ClaimQuerySet(models.QuerySet["Claim"]):
    def waiting(self) -> "ClaimQuerySet":
        """Those that somebody has to answer, of structures that still stand."""
        return self.filter(state=ClaimState.WAITING, organisation__merged_into__isnull=True, user__is_active=True)

    def accepted(self) -> "ClaimQuerySet":
        """Those that make a keeper."""
        return self.filter(state=ClaimState.ACCEPTED)

    def of(self, viewer: Viewer) -> "ClaimQuerySet":
        """This person's; none for a stranger."""
        return self.filter(user=viewer.pk) if viewer.is_authenticated else self.none()


class Claim(models.Model):
    """What ties a person to the page of an organisation: one row for both, whatever they asked and were told."""

    organisation = models.ForeignKey(
        "accounts.Organisation", models.CASCADE, related_name="claims", verbose_name="structure"
    )
    user = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="claims", verbose_name="personne")
    state = models.CharField("état", max_length=10, choices=ClaimState.choices, default=ClaimState.WAITING)
    word = models.CharField("mot", max_length=500, blank=True)
    """What they do there, for whoever decides."""
    asked_at = models.DateTimeField("demandée le")
    decided_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, blank=True, related_name="+", verbose_name="décidée par"
    )
    """Empty when their own address decided."""
    decided_at = models.DateTimeField("décidée le", null=True, blank=True)
    answer = models.CharField("réponse", max_length=500, blank=True)

    objects = ClaimQuerySet.as_manager()

    class Meta:
        ordering = ["-asked_at"]
        verbose_name = "demande"
        verbose_name_plural = "demandes"
        constraints = [models.UniqueConstraint(fields=["organisation", "user"], name="one_claim_a_person_and_place")]

    def __str__(self) -> str:
        return f"{self.user}, {self.organisation}"
