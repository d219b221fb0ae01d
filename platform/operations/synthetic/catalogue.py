"""Structures and services in data·inclusion's form, as a source delivers them: much is unknown, as in real ones."""

import json
from collections.abc import Iterator, Sequence
from datetime import date, timedelta
from pathlib import Path
from random import Random
from typing import Any

from data_inclusion.schema import v1
from django.utils.text import slugify

from operations.synthetic.places import NEAR, Places, Spot
from operations.synthetic.prose import Prose, lexicon
from territories.models import Country

SERVICES_PER_STRUCTURE = 4
FOR_COMPANIES = 0.06
NEWEST = date(2026, 9, 30)
"""Dates are drawn back from a fixed day, so that tomorrow's content is today's."""
MEAN_AGE = 400
OLDEST = date(2015, 1, 1)
HOURS = ("Mo-Fr 09:00-12:00,13:30-17:00", "Mo-Th 08:30-16:30; Fr 08:30-12:00", "Tu,Th 14:00-18:00; PH off")
RECEPTION = (*(["en-presentiel"],) * 3, ["a-distance"], ["a-distance", "en-presentiel"], None)
COUNTRY_WIDE = {Country.FR: ("france",), Country.BE: ("wallonie", "belgique")}
PROVINCES = {"25": "20002", "5": "50000", "6": "60000", "8": "80000", "9": "90000"}


def source(seed: int) -> str:
    """Each seed is a source of its own: delivering one leaves the others alone."""
    return f"synthetique-{seed}"


class Catalogue:
    """A catalogue of any size; what it holds at a number does not depend on how far one reads."""

    def __init__(self, places: Places, seed: int) -> None:
        self._places, self._seed, self._source = places, seed, source(seed)
        self._themes = [theme.value for theme in v1.Thematique if f"{_category(theme.value)}.name" in lexicon()]
        self._audiences = [public.value for public in v1.Public if public != v1.Public.TOUS_PUBLICS]

    def records(self, services: int) -> Iterator[dict[str, Any]]:
        """The structures of so many services, then the services."""
        yield from (self._structure(number) for number in range(-(-services // SERVICES_PER_STRUCTURE)))
        yield from (self._service(number) for number in range(services))

    def _drawing(self, what: str, number: int) -> tuple[Random, Spot, Prose]:
        random = Random(f"{self._seed} {what} {number}")
        spot = self._places.drawn(random)
        return random, spot, Prose(random, spot.name, self._places.names)

    def _structure(self, number: int) -> dict[str, Any]:
        random, spot, prose = self._drawing("structure", number)
        name = prose.title("organisation")
        return {
            "source": self._source,
            "id": f"{self._source}--structure-{number}",
            "nom": name,
            "description": prose.text(["any.say"], random.randint(200, 500)),
            "date_maj": _day(random),
            "telephone": _phone(random, spot.country),
            "courriel": f"contact@{slugify(name)[:40].strip('-')}.example",
            "horaires_accueil": random.choice(HOURS) if random.random() < 0.6 else None,
        } | self._address(random, spot, prose)

    def _service(self, number: int) -> dict[str, Any]:
        structure = number // SERVICES_PER_STRUCTURE
        _, home, _ = self._drawing("structure", structure)
        random, elsewhere, prose = self._drawing("service", number)
        spot = home if random.random() < 0.8 else elsewhere
        themes = random.sample(self._themes, random.choice((1, 1, 1, 2, 3)))
        company = random.random() < FOR_COMPANIES
        subject = "company" if company else _category(themes[0])
        return {
            "source": self._source,
            "id": f"{self._source}--{number}",
            "structure_id": f"{self._source}--structure-{structure}",
            "nom": prose.title(f"{subject}.name"),
            "description": prose.text([f"{subject}.say", "any.say"], random.choice((300, 450, 600, 900, 1400))),
            "date_maj": _day(random),
            "thematiques": themes,
            **({"_pour": ["entreprises"]} if company else {}),
            **self._terms(random, prose),
            **self._reception(random, spot, prose),
        }

    def _terms(self, random: Random, prose: Prose) -> dict[str, Any]:
        """For whom, on which conditions, how one asks."""
        everyone = random.random() < 0.1
        known = random.random() < 0.42
        first, last = prose.person()
        personal = f"{slugify(first)}.{slugify(last)}@courriel.example"
        return {
            "type": _drawn(random, [kind.value for kind in v1.TypeService], 0.9),
            "publics": ["tous-publics"] if everyone else _some(random, self._audiences, 3) if known else None,
            "publics_precisions": prose.maybe(0.3, "audience_detail"),
            "conditions_acces": prose.maybe(0.4, "condition"),
            "frais": random.choice((None, None, "gratuit", "gratuit", "gratuit", "payant")),
            "frais_precisions": prose.maybe(0.15, "fee"),
            "modes_mobilisation": _some(random, [mode.value for mode in v1.ModeMobilisation], 2),
            "mobilisable_par": random.choice((None, ["usagers"], ["professionnels"], ["usagers", "professionnels"])),
            "mobilisation_precisions": prose.maybe(0.3, "request"),
            "contact_nom_prenom": f"{first} {last}" if random.random() < 0.4 else None,
            "courriel": random.choice((None, personal, f"accueil@{slugify(prose['brand'])}.example")),
            "volume_horaire_hebdomadaire": _drawn(random, [2, 4, 7.5, 14, 35], 0.15),
            "nombre_semaines": _drawn(random, [1, 4, 6, 12, 26], 0.15),
        }

    def _reception(self, random: Random, spot: Spot, prose: Prose) -> dict[str, Any]:
        """Where it receives, and where one must live."""
        modes = random.choice(RECEPTION)
        nowhere = modes == ["a-distance"] and random.random() < 0.7
        return {
            "modes_accueil": modes,
            "zone_eligibilite": _zone(random, spot),
            "telephone": _phone(random, spot.country) if random.random() < 0.7 else None,
            "horaires_accueil": _drawn(random, HOURS, 0.3),
            **({"_pays": spot.country.value} if nowhere else self._address(random, spot, prose)),
        }

    def _address(self, random: Random, spot: Spot, prose: Prose) -> dict[str, Any]:
        return {
            "_pays": spot.country.value,
            "commune": spot.name,
            "code_postal": spot.postcode,
            "code_insee": spot.bare_code,
            "adresse": f"{random.randint(1, 120)} {prose.drawn('street')}",
            "latitude": round(spot.latitude + random.uniform(-NEAR, NEAR), 5),
            "longitude": round(spot.longitude + random.uniform(-NEAR, NEAR), 5),
        }


def _category(theme: str) -> str:
    return theme.partition("--")[0]


def _day(random: Random) -> str:
    age = timedelta(days=int(random.expovariate(1 / MEAN_AGE)))
    return max(NEWEST - age, OLDEST).isoformat()


def _drawn(random: Random, values: Sequence[Any], chance: float) -> Any:
    return random.choice(values) if random.random() < chance else None


def _some(random: Random, values: Sequence[str], most: int) -> list[str]:
    return random.sample(values, random.randint(1, most))


def _phone(random: Random, country: Country) -> str:
    """Of ranges that lead to nobody."""
    return f"+3335301{random.randint(0, 9999):04}" if country == Country.FR else f"+328700{random.randint(0, 9999):04}"


def _zone(random: Random, spot: Spot) -> list[str] | None:
    kind = random.random()
    if kind < 0.3:
        return None
    if kind < 0.5:
        return [random.choice(COUNTRY_WIDE[spot.country])]
    if kind < 0.75:
        return [spot.bare_code]
    if spot.country == Country.FR:
        return [spot.bare_code[:2]]
    return [next(code for start, code in PROVINCES.items() if spot.bare_code.startswith(start))]


def write_delivery(path: Path, catalogue: Catalogue, services: int) -> int:
    """Write a catalogue of so many services as JSON Lines; how many that is."""
    with path.open("w", encoding="utf-8") as file:
        for record in catalogue.records(services):
            file.write(json.dumps(record, ensure_ascii=False) + "\n")
    return services
