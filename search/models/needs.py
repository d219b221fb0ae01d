"""What was looked for, by the day, and what those who answer have settled. Nothing says who asked, nor at what time."""

from django.conf import settings
from django.db import models
from django.utils import timezone

LONGEST = 100
"""Characters of a search that is kept: a longer one was pasted from something else."""


class Need(models.Model):
    """The same words asked in the same way on the same day, and how often: no row is one search, so none is one person.

    `key` is drawn from the day, the words and the way they were asked: rows follow no order in which anything happened.
    """

    key = models.CharField(primary_key=True, max_length=24)
    day = models.DateField("jour")
    words = models.CharField("mots", max_length=LONGEST)
    """Folded words, one space between."""
    kinds = models.CharField("sortes", max_length=200, blank=True)
    """Kinds asked, a space between; none for the whole site."""
    filters = models.CharField("filtres", max_length=300, blank=True)
    """Other filters, as an address holds them."""
    basin = models.SlugField("bassin", max_length=120, blank=True)
    """Where it was asked for, when that is one basin."""
    times = models.PositiveIntegerField("recherches", default=0)
    """A search narrowed down or turned to its next page is the same one."""
    empties = models.PositiveIntegerField("sans résultat", default=0)
    hits = models.PositiveIntegerField("résultats", default=0)
    """As many as the last of them found."""
    clicks = models.PositiveIntegerField("ouvertures", default=0)
    """Lists of which a result was opened."""
    ranks = models.PositiveIntegerField("somme des rangs", default=0)
    """Of the results opened, the first is one."""

    class Meta:
        verbose_name = "recherche comptée"
        verbose_name_plural = "recherches comptées"
        indexes = [
            models.Index(fields=["day"], name="needs_by_day"),
            models.Index(fields=["words", "day"], name="days_of_a_need"),
        ]

    def __str__(self) -> str:
        return self.words


class SettledNeed(models.Model):
    """Somebody has answered these words, in one basin or everywhere; asked again since, they are back on the list."""

    words = models.CharField("mots", max_length=LONGEST)
    basin = models.SlugField("bassin", max_length=120, blank=True)
    """None: for the whole site."""
    done_on = models.DateField("traitée le", default=timezone.localdate)
    done_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, blank=True, related_name="+", verbose_name="traitée par"
    )

    class Meta:
        verbose_name = "recherche traitée"
        verbose_name_plural = "recherches traitées"
        constraints = [models.UniqueConstraint(fields=["words", "basin"], name="settled_once_in_a_place")]

    def __str__(self) -> str:
        return self.words
