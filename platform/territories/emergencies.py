"""Numbers to ring when it cannot wait, by country: the one place where they are written."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from cards import phones
from territories.models import Country


@dataclass(frozen=True, slots=True)
class Emergency:
    """A free number, open day and night."""

    number: str
    what_for: str
    in_footer: bool = False
    """Said at the foot of every page."""

    @property
    def tel(self) -> str:
        """What a telephone dials."""
        return phones.tel(self.number)


EMERGENCIES: Mapping[str, Sequence[Emergency]] = {
    Country.BE: (
        Emergency("112", "urgences", in_footer=True),
        Emergency("107", "écoute jour et nuit", in_footer=True),
        Emergency("101", "police"),
        Emergency("0800 32 123", "prévention du suicide"),
        Emergency("0800 30 030", "violences conjugales"),
        Emergency("103", "écoute des enfants et des jeunes"),
    ),
    Country.FR: (
        Emergency("112", "urgences", in_footer=True),
        Emergency("115", "hébergement d’urgence", in_footer=True),
        Emergency("114", "urgences par message, pour qui entend ou parle mal"),
        Emergency("3114", "prévention du suicide"),
        Emergency("3919", "violences faites aux femmes"),
        Emergency("119", "enfance en danger"),
    ),
}


@dataclass(frozen=True, slots=True)
class Emergencies:
    """A country's numbers, with its name as a sentence says it."""

    country: str
    where: str
    numbers: Sequence[Emergency]

    @property
    def brief(self) -> list[Emergency]:
        return [each for each in self.numbers if each.in_footer]


_WHERE = {Country.BE: "en Belgique", Country.FR: "en France"}


def emergencies(country: str = "") -> list[Emergencies]:
    """Both countries' numbers, those of this one first."""
    known = [Emergencies(code, _WHERE[Country(code)], numbers) for code, numbers in EMERGENCIES.items()]
    return sorted(known, key=lambda each: each.country != country)
