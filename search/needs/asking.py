"""What a list was asked, as it will be counted: its words and the way they were asked, nothing of who asks."""

import re
from dataclasses import dataclass
from datetime import date
from hashlib import blake2b
from urllib.parse import parse_qs, urlencode, urlsplit

from django.http import HttpRequest
from django.utils import timezone

from cards.kinds import kinds as known_kinds
from search.analysis import tokens
from search.answer import Listing
from search.facets import FACETS

_OF_PEOPLE = frozenset(("person", "organisation"))
_MACHINE = re.compile(
    r"bot\b|bot/|crawl|spider|slurp|preview|monitor|headless|python|curl|wget|java/|go-http|okhttp|feed|archiv|scan|scrap",
    re.IGNORECASE,
)
_WHERE = ("lieu", FACETS["basin"].param)


@dataclass(frozen=True, slots=True)
class Asking:
    """One list that somebody reads."""

    text: str
    """As it was typed; never kept."""
    day: date
    words: str
    kinds: str
    filters: str
    basin: str
    hits: int
    where: tuple[str, ...]
    """What the address says of the place, to know it again; never kept."""
    is_later_page: bool

    @property
    def key(self) -> str:
        """Under which it is counted. Not secret, and says nothing: it is worked out from what the page shows."""
        told = (self.day.isoformat(), self.words, self.kinds, self.filters, self.basin)
        return blake2b("\n".join(told).encode(), digest_size=12).hexdigest()


def asking(listing: Listing) -> Asking | None:
    """What this list was asked in words; None without words, or where people are looked for by their names."""
    asked = listing.asked
    words = folded(listing.q)
    chosen = set(asked.filters.get("kind", ())) & set(listing.kinds) or set(listing.kinds)
    if not words or ("person" in chosen and chosen <= _OF_PEOPLE):
        return None
    basins = asked.filters.get("basin", ())
    near = asked.near
    filters = {FACETS[name].param: sorted(asked.filters[name]) for name in sorted(asked.filters) if name != "kind"}
    return Asking(
        text=listing.q,
        day=timezone.localdate(),
        words=words,
        kinds="" if chosen >= set(known_kinds()) else " ".join(sorted(chosen)),
        filters=urlencode(filters, doseq=True)[:300],
        basin=basins[0] if len(basins) == 1 else "" if basins or near is None else near.basin,
        hits=listing.total,
        where=_where(dict(asked.params)),
        is_later_page=listing.page > 1,
    )


def folded(text: str) -> str:
    """« L’aide à  domicile » and « aide a domicile » are one need."""
    return " ".join(token.word for token in tokens(text))


def goes_on(request: HttpRequest, asking: Asking) -> bool:
    """Whether the page before was the same search, narrowed down or sorted otherwise: the same need still. In another
    place it is another."""
    if asking.is_later_page:
        return True
    before = urlsplit(request.headers.get("Referer", ""))
    if before.netloc != request.get_host():
        return False
    params = {name: tuple(values) for name, values in parse_qs(before.query).items()}
    return folded(params.get("q", ("",))[0]) == asking.words and _where(params) == asking.where


def _where(params: dict[str, tuple[str, ...]]) -> tuple[str, ...]:
    return tuple(value for name in _WHERE for value in params.get(name, ()))


def is_machine(request: HttpRequest) -> bool:
    """Whether this is no reader, as far as machines say what they are: robots, and pages fetched in advance."""
    agent = request.headers.get("User-Agent", "")
    ahead = f"{request.headers.get('Sec-Purpose', '')} {request.headers.get('Purpose', '')}"
    return not agent or bool(_MACHINE.search(agent)) or "prefetch" in ahead or "prerender" in ahead
