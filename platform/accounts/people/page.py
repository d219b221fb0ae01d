"""A member's page: what this reader may see of them, and for themselves, what each of the others sees."""

from copy import copy
from dataclasses import dataclass
from functools import cached_property
from typing import Any, NamedTuple
from urllib.parse import quote

from django.conf import settings
from django.http import HttpRequest
from django.utils.safestring import SafeString

from accounts.models import Profile, Shown
from accounts.people.seen import STRANGER, Seen, with_pieces
from cards import phones
from cards.structured import data_block
from cards.texts import excerpt


class Audience(NamedTuple):
    """For whom one looks at one's own page."""

    value: str
    label: str
    least: Shown


@dataclass(frozen=True, slots=True)
class Audiences:
    """« Ma page vue par les autres »: the parameter of the address, and what it may be."""

    param: str = "vue"
    all: tuple[Audience, ...] = (
        Audience("", "Vous", Shown.NOBODY),
        Audience("membres", "Un membre", Shown.MEMBERS),
        Audience("tous", "Tout le monde", Shown.EVERYONE),
    )


AUDIENCES = Audiences()


class PersonPage:
    """All that the page of one member shows to one reader."""

    trail = (("Accueil", "/"), ("Annuaire", "/annuaire/"))

    def __init__(self, pk: int, request: HttpRequest) -> None:
        self.request = request
        self.is_own = request.user.is_authenticated and request.user.pk == pk
        least = self.audience.least if self.is_own else Shown.least_for(request.user)
        self.seen = Seen(with_pieces(Profile.objects.filter(pk=pk), least).get(), least)
        self.profile = self.seen.profile

    @cached_property
    def audience(self) -> Audience:
        """As whom they look; their own page whole unless they ask otherwise."""
        asked = self.request.GET.get(AUDIENCES.param, "")
        return next((each for each in AUDIENCES.all if each.value == asked), AUDIENCES.all[0])

    @property
    def views(self) -> list[tuple[str, str, bool]]:
        """Label, address and whether it is the one shown."""
        path = self.request.path
        return [
            (each.label, f"{path}?{AUDIENCES.param}={each.value}" if each.value else path, each == self.audience)
            for each in AUDIENCES.all
        ]

    @property
    def is_whole(self) -> bool:
        """Whether they look at their own page as they alone see it."""
        return self.is_own and self.seen.least is Shown.NOBODY

    @property
    def was_kept(self) -> bool:
        return self.is_own and self.request.GET.get("garde") == "1"

    @property
    def request_of_the_reader(self) -> HttpRequest:
        """For panels: what a stranger sees, they fill as for a stranger."""
        if not self.is_own or self.seen.least is not Shown.EVERYONE:
            return self.request
        theirs = copy(self.request)
        theirs.user = STRANGER
        return theirs

    @property
    def shown(self) -> dict[str, str]:
        """Who sees each piece, in words; for its owner alone."""
        if not self.is_whole:
            return {}
        return {piece: str(Shown(getattr(self.profile, f"{piece}_shown")).label) for piece in Profile.PIECES}

    @property
    def facets(self) -> dict[str, tuple[str, ...]]:
        """By what panels may look for what is near."""
        basin = self.seen.basin
        return {
            "theme": tuple(theme.slug for theme in self.seen.themes),
            "basin": (basin.slug,) if basin else (),
        }

    @property
    def is_open(self) -> bool:
        """Whether everyone may see this page, search engines of the web included."""
        return self.profile.name_shown == Shown.EVERYONE

    @property
    def tel(self) -> str:
        return phones.tel(self.seen.phone)

    @property
    def mailto(self) -> str:
        return f"mailto:{quote(self.seen.email, safe='@')}" if self.seen.email else ""

    @property
    def says_nothing(self) -> bool:
        """Whether there is a name and nothing beside it."""
        seen = self.seen
        return not any((
            seen.trade, seen.organisation, seen.basin, seen.themes, seen.audiences, seen.languages, seen.helps_with,
            seen.welcomes_visits, seen.about, seen.email, seen.phone,
        ))  # fmt: skip

    @property
    def description(self) -> str:
        return excerpt(self.seen.helps_with or self.seen.about) or self.seen.trade or self.seen.name

    @property
    def json_ld(self) -> SafeString:
        """The person as schema.org says it, only where everyone may see them, and only what everyone may see."""
        return data_block(self._described()) if self.is_open and not self.is_own else SafeString()

    def _described(self) -> dict[str, Any]:
        seen = self.seen
        organisation = seen.organisation
        return {
            "@type": "Person",
            "name": seen.name,
            "jobTitle": seen.trade,
            "url": f"{settings.BASE_URL}{self.profile.get_absolute_url()}",
            "worksFor": {"@type": "Organization", "name": organisation.name} if organisation else {},
            "knowsLanguage": list(seen.languages),
        }
