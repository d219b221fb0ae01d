"""Members who do not exist and cannot sign in, each with what they say of themselves and to whom."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, time, timedelta
from itertools import islice
from random import Random
from typing import Any

from django.contrib.auth.hashers import UNUSABLE_PASSWORD_PREFIX
from django.db.models import Model
from django.utils.text import slugify

from accounts.models import Organisation, Profile, Shown, User
from accounts.people.changes import people_changed
from operations.synthetic.catalogue import MEAN_AGE, NEWEST
from operations.synthetic.prose import lexicon
from outbox.transactions import one_change
from territories.models import Basin
from vocabulary.models import Audience, Theme

BATCH = 500
LANGUAGES = ("fr",) * 12 + ("nl", "de", "en", "ar", "tr", "uk", "ro", "es", "it", "ln", "ps", "ti")
_NAME_SHOWN = (Shown.NOBODY,) + (Shown.MEMBERS,) * 14 + (Shown.EVERYONE,) * 5
"""How many of twenty show their name to whom."""
_LETTERS = "abcdefghjkmnpqrstuvwxyz23456789"


def add(number: int, seed: int) -> int:
    """Make the members that are missing of the first `number`, and tell of them; how many that was."""
    there = set(User.objects.filter(email__endswith="@seed.test").values_list("email", flat=True))
    drawer = _Drawer.ready(seed)
    missing = (each for each in range(1, number + 1) if _address(each) not in there)
    made = 0
    while batch := list(islice(missing, BATCH)):
        made += _make(batch, drawer)
    return made


def _make(numbers: Sequence[int], drawer: "_Drawer") -> int:
    with one_change():
        users = User.objects.bulk_create([drawer.user(each) for each in numbers])
        drawn = [drawer.profile(each, user) for each, user in zip(numbers, users, strict=True)]
        Profile.objects.bulk_create([profile for profile, _, _ in drawn])
        _choose(Profile.themes.through, "theme_id", [(profile.pk, themes) for profile, themes, _ in drawn])
        _choose(Profile.audiences.through, "audience_id", [(profile.pk, publics) for profile, _, publics in drawn])
        people_changed(*(user.pk for user in users))
    return len(users)


def _choose(through: type[Model], column: str, chosen: Sequence[tuple[int, Sequence[int]]]) -> None:
    rows = [through(profile_id=profile, **{column: pk}) for profile, pks in chosen for pk in pks]
    through._default_manager.bulk_create(rows, batch_size=BATCH)


@dataclass(frozen=True, slots=True)
class _Drawer:
    """Draws people from the words, places and organisations of this site, read once."""

    seed: int
    basins: Sequence[int]
    organisations: Sequence[int]
    themes: Sequence[int]
    audiences: Sequence[int]

    @classmethod
    def ready(cls, seed: int) -> "_Drawer":
        return cls(
            seed,
            list(Basin.objects.order_by("slug").values_list("pk", flat=True)),
            list(Organisation.objects.exclude(source="").order_by("source_id").values_list("pk", flat=True)),
            list(Theme.objects.filter(parent=None).order_by("slug").values_list("pk", flat=True)),
            list(Audience.objects.order_by("slug").values_list("pk", flat=True)),
        )

    def user(self, number: int) -> User:
        random = Random(f"{self.seed} person {number}")
        joined = NEWEST - timedelta(days=int(random.expovariate(1 / MEAN_AGE)))
        return User(
            email=_address(number),
            first_name=random.choice(lexicon()["first_name"]),
            last_name=random.choice(lexicon()["last_name"]),
            date_joined=datetime.combine(joined, time(12), UTC),
            # Django draws a new one each time; nothing ever compares it.
            password=f"{UNUSABLE_PASSWORD_PREFIX}synthetic",
        )

    def profile(self, number: int, user: User) -> tuple[Profile, Sequence[int], Sequence[int]]:
        """A profile, the keys of its themes and those of its audiences."""
        random = Random(f"{self.seed} profile {number}")
        name = slugify(user.get_full_name())
        said: dict[str, Any] = {
            "slug": f"{name}-{''.join(random.choices(_LETTERS, k=5))}-{number}",
            "trade": random.choice(lexicon()["trade"]),
            "basin_id": random.choice(self.basins) if self.basins else None,
            "organisation_id": random.choice(self.organisations) if self.organisations else None,
            "languages": sorted(set(random.choices(LANGUAGES, k=3))),
            "helps_with": f"Faire une place à {random.choice(lexicon()['some_quality'])}.",
            "welcomes_visits": random.random() < 0.3,
            "name_shown": random.choice(_NAME_SHOWN),
        }
        said |= {
            f"{piece}_shown": random.choice(_NAME_SHOWN) for piece in ("trade", "basin", "helps_with", "languages")
        }
        themes, audiences = (_some(random, keys) for keys in (self.themes, self.audiences))
        return Profile(user=user, **said), themes, audiences


def _some(random: Random, keys: Sequence[int]) -> Sequence[int]:
    return random.sample(keys, min(len(keys), random.randint(1, 3)))


def _address(number: int) -> str:
    return f"personne-{number:04}@seed.test"
