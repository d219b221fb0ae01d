"""What people can be told of: the sentences, and how soon each is worth a letter (the table is config/notices.py)."""

from collections.abc import Mapping
from dataclasses import dataclass

from django.conf import settings
from django.db import models
from django.utils.module_loading import import_string


class Family(models.TextChoices):
    """Why somebody is told: people choose a rhythm for each of these, not for every event."""

    ADDRESSED = "addressed", "Ce qui m’est adressé"
    BASIN = "basin", "Mon bassin"
    INFORMED = "informed", "Pour me tenir au courant"


class Rhythm(models.TextChoices):
    """When letters leave."""

    NOW = "now", "Tout de suite"
    DAILY = "daily", "Une lettre par jour, le matin"
    WEEKLY = "weekly", "Une lettre le vendredi"
    NEVER = "never", "Jamais de lettre"


@dataclass(frozen=True, slots=True)
class Notice:
    """One line of the table: how an event is told to somebody whom it concerns."""

    one: str
    """« Une personne a répondu sur {title} »: {title} is the thing's, as this reader sees it."""
    many: str
    """The same for several at once: « {count} personnes ont répondu sur {title} »."""
    family: Family
    leads_to: str = ""
    """Name of the address where one acts; without it, the page of the thing itself."""
    names_each: bool = False
    """Whether each occurrence is the Ref of something (`offer:12`) to be named under the sentence, for those who may
    see it; nothing is said when its reader may see none of them."""
    urgent: bool = False
    """Whether its letter leaves even at night, on week-ends and on public holidays."""

    def sentence(self, title: str, count: int = 1) -> str:
        """What is said of the thing of this title."""
        return (self.one if count == 1 else self.many).format(title=f"«\u00a0{title}\u00a0»", count=count)


class UnknownNoticeError(LookupError):
    """This event has no line in config/notices.py: nobody would know what to say of it."""


def notices() -> Mapping[str, Notice]:
    """The table of what people can be told."""
    table: Mapping[str, Notice] = import_string(settings.NOTICES)
    return table


def notice(event: str) -> Notice:
    """The line of one event. Raises UnknownNoticeError."""
    try:
        return notices()[event]
    except KeyError:
        raise UnknownNoticeError(event) from None
