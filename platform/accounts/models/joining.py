"""How an account came to be: what was asked before there was one, and the invitations that members send."""

from __future__ import annotations

import secrets

from django.conf import settings
from django.db import models
from django.utils import timezone

from cards.kinds import Viewer
from territories.models import Part, basins_of, runs_the_site


def new_key() -> str:
    """A key that nobody guesses."""
    return secrets.token_urlsafe(24)


class ApplicationQuerySet(models.QuerySet["Application"]):
    def waiting(self) -> ApplicationQuerySet:
        """Those whose address is confirmed and that nobody has decided."""
        return self.filter(state=Application.State.WAITING)

    def decidable_by(self, viewer: Viewer) -> ApplicationQuerySet:
        """Those this person may accept or refuse: of the basins they facilitate; who runs the site, all."""
        waiting = self.waiting()
        return waiting if runs_the_site(viewer) else waiting.filter(basin__in=basins_of(viewer, Part.FACILITATOR))


class Application(models.Model):
    """What somebody typed to join, kept until it is theirs: nothing of it is asked again."""

    class State(models.TextChoices):
        UNCONFIRMED = "unconfirmed", "adresse à confirmer"
        WAITING = "waiting", "attend un accord"
        ACCEPTED = "accepted", "acceptée"
        REFUSED = "refused", "refusée"

    key = models.CharField(max_length=40, unique=True, default=new_key, editable=False)
    email = models.EmailField("adresse électronique")
    first_name = models.CharField("prénom", max_length=80)
    last_name = models.CharField("nom", max_length=80)
    password = models.CharField(max_length=128, blank=True, editable=False)
    """Hashed as the account's own will be; empty for who signs in by code only."""
    basin = models.ForeignKey(
        "territories.Basin", models.SET_NULL, null=True, related_name="+", verbose_name="bassin"
    )  # fmt: skip
    trade = models.CharField("métier", max_length=120, blank=True)
    organisation = models.CharField("structure", max_length=250, blank=True)
    """As typed: the profile points at a structure of the site once one is chosen."""
    state = models.CharField("état", max_length=12, choices=State.choices, default=State.UNCONFIRMED)
    asked_at = models.DateTimeField("demandée le", default=timezone.now)
    letters = models.PositiveSmallIntegerField(default=1)
    """How many codes were sent: each has its own, and only the last holds."""
    sent_at = models.DateTimeField(default=timezone.now)
    failures = models.PositiveSmallIntegerField(default=0)
    user = models.OneToOneField(
        settings.AUTH_USER_MODEL, models.CASCADE, null=True, related_name="application", verbose_name="compte"
    )
    decided_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+", verbose_name="décidée par"
    )
    decided_at = models.DateTimeField("décidée le", null=True)
    word = models.TextField("mot d’accueil ou de refus", max_length=600, blank=True)
    welcomed_at = models.DateTimeField("première visite", null=True)

    objects = ApplicationQuerySet.as_manager()

    class Meta:
        ordering = ["asked_at"]
        verbose_name = "demande d’inscription"
        verbose_name_plural = "demandes d’inscription"

    def __str__(self) -> str:
        return self.full_name

    @property
    def full_name(self) -> str:
        return f"{self.first_name} {self.last_name}".strip()


class InvitationQuerySet(models.QuerySet["Invitation"]):
    def open(self) -> InvitationQuerySet:
        """Those that still let somebody in."""
        return self.filter(accepted_at=None, revoked_at=None, expires_at__gt=timezone.now())


class Invitation(models.Model):
    """A member's word for somebody: one address, one use, two weeks."""

    email = models.EmailField("adresse électronique")
    invited_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.CASCADE, related_name="invitations", verbose_name="invitation de"
    )
    nonce = models.CharField(max_length=40, default=new_key, editable=False)
    """What the letter's token is drawn from, with the site's secret: read alone, it opens nothing."""
    token_hash = models.CharField(max_length=64, unique=True, editable=False)
    sent_at = models.DateTimeField("envoyée le", default=timezone.now)
    expires_at = models.DateTimeField("valable jusqu’au")
    accepted_at = models.DateTimeField("acceptée le", null=True)
    revoked_at = models.DateTimeField("retirée le", null=True)
    guest = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+", verbose_name="compte ouvert"
    )

    objects = InvitationQuerySet.as_manager()

    class Meta:
        ordering = ["-sent_at"]
        verbose_name = "invitation"
        verbose_name_plural = "invitations"
        constraints = [
            models.UniqueConstraint(
                fields=["invited_by", "email"],
                condition=models.Q(accepted_at=None, revoked_at=None),
                name="one_pending_invitation_per_address",
            )
        ]

    def __str__(self) -> str:
        return self.email

    @property
    def state(self) -> str:
        """Its state in words, for its author."""
        if self.accepted_at:
            return "acceptée"
        if self.revoked_at:
            return "retirée"
        return "envoyée" if self.expires_at > timezone.now() else "expirée"
