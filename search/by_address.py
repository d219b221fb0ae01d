"""A list known by its address alone, for whoever is not reading it now: its name, and what is newest in it."""

from collections.abc import Sequence
from dataclasses import replace

from django.core.signing import BadSignature, Signer
from django.http import HttpRequest, QueryDict
from django.utils.http import urlencode

from cards.kinds import Viewer
from cards.words import listed
from search.answer import Listing
from search.asked import asked
from search.choices import chips
from search.facets import labels
from search.finding import find
from search.indexing import findables
from search.lands import Lands
from search.listing import query_for
from search.models import SavedSearch
from search.port import Hit

PATH = "/recherche/"
LIST = "liste"
"""Which list an address is about, in the addresses of those who keep or follow one; the search page without it."""
_OF_ITS_PAGE = ("page", "tri", "vue")
_signer = Signer(salt="search.list")


class NoSuchListError(LookupError):
    """This is no list of ours."""


def address_of(listing: Listing) -> str:
    """What tells this list from all others, as the end of an address (« liste=…&q=logement »)."""
    return address(listing.path, held(listing), params_of(listing))


def address(path: str, held: str, params: str) -> str:
    """The same, of a list that was kept."""
    told = [urlencode({LIST: _signer.sign(f"{path} {held}".strip())})] if held else []
    return "&".join([*told, *([params] if params else [])])


def in_words(listing: Listing) -> str:
    """« Services et aides : Gratuit, près de 4802 Heusy »; empty for all that the site contains."""
    kinds = listing.asked.filters.get("kind") or held(listing).split()
    named = listed([each.plural for kind, each in findables().items() if kind in kinds])
    return "\u00a0: ".join(filter(None, (named, listing.about)))


def held(listing: Listing) -> str:
    """The kinds of a list, with spaces between; empty for the search page, which holds all there are."""
    return "" if listing.path == PATH else " ".join(listing.kinds)


def list_named(params: QueryDict) -> Listing:
    """The list that such an address is about, its filters in words, nothing looked for yet. Raises NoSuchListError."""
    try:
        path, *kinds = _signer.unsign(params.get(LIST) or "").split(" ") if LIST in params else [PATH]
    except BadSignature:
        raise NoSuchListError from None
    return list_at(path, params.urlencode(), kinds)


def list_at(path: str, params: str, kinds: Sequence[str] | None) -> Listing:
    """The list at this path with these parameters. Values nobody has a word for stay: the list is kept as it was."""
    request = HttpRequest()
    request.path, request.GET = path, QueryDict(params)
    made = Listing(asked(request), tuple(kinds or findables()))
    made.chips = chips(made.asked, labels(), Lands())
    return made


def params_of(listing: Listing) -> str:
    """What a list is asked, whatever its page and its order: the same search has the same."""
    told = ((name, values) for name, values in listing.asked.params.items() if name not in _OF_ITS_PAGE)
    return urlencode([(name, value) for name, values in told for value in values])


def total_of(listing: Listing, viewer: Viewer) -> int:
    """How many things this viewer would be shown. Raises SearchUnavailableError."""
    query = replace(query_for(listing, viewer), offset=0, limit=0, count=())
    return find(listing.q, query, exact=listing.asked.exact).results.total


def newest_hits(listing: Listing, viewer: Viewer, limit: int) -> Sequence[Hit]:
    """What this viewer may find in it, the newest first. One search of the engine; nothing when nothing answers all
    that is asked. Raises SearchUnavailableError."""
    query = replace(query_for(listing, viewer), sort="date", offset=0, limit=limit, count=())
    found = find(listing.q, query, exact=listing.asked.exact)
    return () if found.loosened else found.results.hits


def url_of_newest(saved: SavedSearch) -> str:
    """The page of a saved search, what is newest first."""
    return f"{saved.path}?{saved.params}&tri=date" if saved.params else f"{saved.path}?tri=date"
