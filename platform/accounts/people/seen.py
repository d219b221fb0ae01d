"""One person as somebody sees them: whatever shows a profile, anywhere, reads it through here and through nothing else.

What may not be seen reads as what was never said, so that no page, card, document or count can tell the two apart.
"""

from collections.abc import Iterable, Mapping, Sequence
from functools import cached_property

from django.contrib.auth.models import AnonymousUser
from django.db.models import Prefetch

from accounts.models import Organisation, Profile, ProfileQuerySet, Shown, User
from cards.kinds import Viewer
from territories.models import Basin
from vocabulary.languages import LANGUAGES
from vocabulary.models import Audience, Theme

STRANGER = AnonymousUser()
A_MEMBER = User()
"""Some member, nobody in particular: what any of them may see."""
SOMEBODY: Mapping[Shown, Viewer] = {Shown.NOBODY: A_MEMBER, Shown.MEMBERS: A_MEMBER, Shown.EVERYONE: STRANGER}
"""By what a piece must at least be, on behalf of whom other things are asked for."""


def with_pieces(profiles: ProfileQuerySet, least: Shown) -> ProfileQuerySet:
    """All that a person says, in four queries whatever their number; the organisation only where this audience may see
    it as well."""
    organisations = Organisation.objects.visible_to(SOMEBODY[least])
    return profiles.select_related("user", "basin__territory").prefetch_related(
        Prefetch("organisation", organisations.order_by()),
        Prefetch("themes", Theme.objects.select_related("parent")),
        "audiences",
    )


class Seen:
    """A profile, for whoever sees pieces shown to `least`. A piece that is not reads empty."""

    def __init__(self, profile: Profile, least: Shown) -> None:
        self.profile = profile
        self.least = least

    def _shows(self, piece: str) -> bool:
        return bool(getattr(self.profile, f"{piece}_shown") >= self.least)

    @property
    def is_anyone(self) -> bool:
        """Whether this audience sees them at all: without a name there is nobody to see."""
        return self._shows("name")

    @property
    def name(self) -> str:
        return self.profile.user.get_full_name()

    @property
    def trade(self) -> str:
        return self.profile.trade if self._shows("trade") else ""

    @property
    def organisation(self) -> Organisation | None:
        return self.profile.organisation if self._shows("organisation") else None

    @property
    def basin(self) -> Basin | None:
        return self.profile.basin if self._shows("basin") else None

    @cached_property
    def themes(self) -> Sequence[Theme]:
        return tuple(self.profile.themes.all()) if self._shows("themes") else ()

    @cached_property
    def audiences(self) -> Sequence[Audience]:
        return tuple(self.profile.audiences.all()) if self._shows("audiences") else ()

    @property
    def languages(self) -> Mapping[str, str]:
        """Codes and words, in the order of the list one chooses from."""
        said: Iterable[str] = self.profile.languages if self._shows("languages") else ()
        return {code: word for code, word in LANGUAGES.items() if code in said}

    @property
    def helps_with(self) -> str:
        return self.profile.helps_with if self._shows("helps_with") else ""

    @property
    def welcomes_visits(self) -> bool:
        return self.profile.welcomes_visits and self._shows("welcomes_visits")

    @property
    def photo(self) -> str:
        return self.profile.photo if self._shows("photo") else ""

    @property
    def about(self) -> str:
        return self.profile.about if self._shows("about") else ""

    @property
    def email(self) -> str:
        return self.profile.user.email if self._shows("email") else ""

    @property
    def phone(self) -> str:
        return self.profile.phone if self._shows("phone") else ""
