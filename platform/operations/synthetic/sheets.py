"""Records of sheets, practices and tools, as `import_sheets` reads them, of the length that real ones have."""

from collections.abc import Iterator
from datetime import UTC, datetime, time, timedelta
from random import Random
from typing import Any

from django.db.models import QuerySet

from fichesactions.importing.record import MODELS
from operations.synthetic.catalogue import MEAN_AGE, NEWEST, source
from operations.synthetic.places import Places
from operations.synthetic.prose import Prose, lexicon
from territories.models import Basin
from vocabulary.models import Audience, PathStage, PracticeTopic, Sector, Theme

KINDS = ("sheet",) * 6 + ("practice",) * 3 + ("tool",)
FILED_UNDER = {"themes": 3, "audiences": 3, "basins": 2, "topics": 1, "stages": 2, "sectors": 1}
"""The most values of each, at least one where the name says what a page is about."""
ALWAYS = {"themes"}
NUMBERED, QUOTED = "steps", "voices"
SECTION = (150, 700)
"""Characters in a part of a page."""


class Sheets:
    """As many records as asked; what there is at a number does not depend on how many."""

    def __init__(self, places: Places, seed: int) -> None:
        self._places, self._seed = places, seed
        rows: dict[str, QuerySet[Any]] = {
            "themes": Theme.objects.filter(parent__isnull=False),
            "audiences": Audience.objects.all(),
            "basins": Basin.objects.all(),
            "topics": PracticeTopic.objects.all(),
            "stages": PathStage.objects.all(),
            "sectors": Sector.objects.all(),
        }
        self._words = {name: sorted(found.values_list("slug", flat=True)) for name, found in rows.items()}

    def records(self, number: int) -> Iterator[dict[str, Any]]:
        """The first so many."""
        return (self._record(each) for each in range(number))

    def _record(self, number: int) -> dict[str, Any]:
        random = Random(f"{self._seed} sheet {number}")
        prose = Prose(random, self._places.drawn(random).name, self._places.names)
        kind = random.choice(KINDS)
        written = NEWEST - timedelta(days=int(random.expovariate(1 / MEAN_AGE)))
        return {
            "id": f"{source(self._seed)}--fiche-{number}",
            "kind": kind,
            "title": prose.title(f"{kind}.title"),
            "summary": " ".join(prose.drawn("summary") for _ in range(random.randint(1, 3)))[:500],
            "sections": {part.field: self._part(part.field, random, prose) for part in MODELS[kind].sections},
            "tags": random.sample(lexicon()["tag"], random.randint(1, 5)),
            "contributors": [self._author(prose) for _ in range(random.randint(1, 2))],
            "duration": prose.drawn("duration").capitalize() if kind == "sheet" else None,
            "coconstructed": random.random() < 0.3,
            "verified_on": written.isoformat() if random.random() < 0.5 else None,
            "updated_at": datetime.combine(written, time(random.randint(8, 17)), UTC).isoformat(),
        } | {name: self._filed(random, name) for name in FILED_UNDER}

    def _filed(self, random: Random, name: str) -> list[str]:
        words = self._words[name]
        return random.sample(words, min(len(words), random.randint(name in ALWAYS, FILED_UNDER[name])))

    @staticmethod
    def _part(name: str, random: Random, prose: Prose) -> str:
        if name == NUMBERED:
            return "\n".join(f"1. {prose.drawn('sheet.say')}" for _ in range(random.randint(4, 9)))
        if name == QUOTED:
            return "\n\n".join(f"> {prose.drawn('voice')}" for _ in range(random.randint(1, 3)))
        return prose.text(["sheet.say", "any.say"], random.randint(*SECTION))

    @staticmethod
    def _author(prose: Prose) -> dict[str, str]:
        return {
            "name": " ".join(prose.person()),
            "role": prose.drawn("role"),
            "organisation": prose.title("organisation"),
        }
