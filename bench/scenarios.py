"""What readers ask: pages everybody reads, lists narrowed down by place, searches nobody made before."""

import json
import random
import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from itertools import cycle
from urllib.parse import quote, urlencode

from bench.site import Site

PLACES = ("4802 Heusy", "Liège", "25300", "Verviers", "Namur", "Pontarlier", "Dison", "4800")
MOST_WORDS = 300


@dataclass(frozen=True, slots=True)
class Scenario:
    """A name, and addresses without end."""

    name: str
    paths: Iterator[str]
    page: str = ""
    """The one address of a page that everybody reads: it is compared with the same bytes as a static file."""


@dataclass(frozen=True, slots=True)
class Known:
    """What the site holds, as its own API tells it."""

    sheets: list[str]
    services: list[str]
    words: list[str]


def discover(site: Site) -> Known:
    """Addresses and words of what was seeded."""

    def found(kind: str, page: int) -> list[dict[str, str]]:
        answer = json.loads(site.fetch(f"/api/v1/search?kind={kind}&size=50&page={page}"))
        return list(answer["results"])

    hits = [hit for page in (1, 5, 9, 13) for kind in ("sheet", "offer") for hit in found(kind, page)]
    words = {word for hit in hits for word in re.findall(r"[^\W\d_]{4,}", hit["title"].lower())}
    urls = {kind: [hit["url"] for hit in hits if hit["kind"] == kind] for kind in ("sheet", "offer")}
    return Known(urls["sheet"], urls["offer"], sorted(words)[:MOST_WORDS])


def scenarios(known: Known, draw: random.Random) -> list[Scenario]:
    """All of them, in the order of the table."""
    near = "/services/?" + urlencode({"lieu": PLACES[0], "rayon": 25})
    pages = {
        "Accueil": "/", "Liste des services": "/services/", "Page d’un service": known.services[0],
        "Page d’une fiche": known.sheets[0], "Services autour d’un lieu": near,
        "Recherche que d’autres ont faite": f"/recherche/?q={quote(known.words[0])}",
    }  # fmt: skip
    return [
        *[Scenario(name, cycle([path]), path) for name, path in pages.items()],
        Scenario("Pages de services, jamais lues", _new(draw, lambda: draw.choice(known.services) + "?")),
        Scenario("Pages de fiches, jamais lues", _new(draw, lambda: draw.choice(known.sheets) + "?")),
        Scenario("Recherches jamais faites", _new(draw, lambda: _search(known, draw))),
        Scenario("Listes autour d’un lieu, jamais demandées", _new(draw, lambda: _list(known, draw))),
        Scenario("Suggestions jamais demandées", _new(draw, lambda: _typed(known, draw))),
        Scenario("Suggestions souvent demandées", cycle(_often_typed(known))),
        Scenario("Mélange", mix(known, draw)),
    ]


def mix(known: Known, draw: random.Random) -> Iterator[str]:
    """A day: six readings of ten are of pages others read too, the others are new searches and new lists."""
    read_by_all = ["/", "/services/", known.services[0], known.sheets[0], "/fiches-actions/", "/recherche/"]
    new_search = _new(draw, lambda: _search(known, draw))
    new_list = _new(draw, lambda: _list(known, draw))
    new_typed = _new(draw, lambda: _typed(known, draw))
    while True:
        yield from draw.sample(read_by_all, 6)
        yield from (next(new_search), next(new_list), next(new_typed), next(new_typed))


def _new(draw: random.Random, made: Callable[[], str]) -> Iterator[str]:
    """Addresses that were not asked before, without end: a page number that nobody reads tells doubles apart."""
    asked: set[str] = set()
    while True:
        path = made()
        if path in asked:
            path += f"&essai={draw.getrandbits(40):x}"
        asked.add(path)
        yield path


def _search(known: Known, draw: random.Random) -> str:
    return "/recherche/?" + urlencode({"q": " ".join(draw.sample(known.words, 2))})


def _list(known: Known, draw: random.Random) -> str:
    asked = {"lieu": draw.choice(PLACES), "rayon": draw.choice((5, 10, 25, 50)), "q": draw.choice(known.words)}
    return "/services/?" + urlencode(asked)


def _typed(known: Known, draw: random.Random) -> str:
    first, second = draw.sample(known.words, 2)
    return "/api/v1/suggest?" + urlencode({"q": f"{first} {second[: draw.randint(1, 4)]}"})


def _often_typed(known: Known) -> list[str]:
    return [f"/api/v1/suggest?q={quote(word[:length])}" for word in known.words[:60] for length in (2, 3, 4)]
