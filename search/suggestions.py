"""What is proposed as one types: acronyms, titles, themes and places that begin so."""

from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from itertools import chain, islice
from urllib.parse import urlencode

from cards.kinds import Viewer
from cards.refs import by_kind
from search.analysis import Token, telling
from search.document import reader_keys
from search.engines import engine
from search.indexing import findables
from search.labels import vocabulary_labels
from search.meanings import COUNTRIES
from search.port import Query, SearchUnavailableError
from search.query import named, read
from search.synonyms.table import table
from territories.models import Country
from territories.places import suggest as places_named

MOST = 8
MOST_ACRONYMS = 2
MOST_TITLES = 4
MOST_THEMES = 2
MOST_PLACES = 2
SHORTEST = 2


@dataclass(frozen=True, slots=True)
class Suggestion:
    """One line under the field, and where it leads."""

    kind: str
    title: str
    url: str


def suggestions(text: str, viewer: Viewer) -> tuple[list[Suggestion], bool]:
    """At most eight, for what was typed so far, and whether the engine took part: without it there are no titles."""
    words = read(text)
    if not words or len(text.strip()) < SHORTEST:
        return [], True
    titles, whole = _titles_if_any(words, viewer)
    found = chain(
        islice(_acronyms(words), MOST_ACRONYMS),
        titles,
        islice(_themes(words), MOST_THEMES),
        islice(_places(text), MOST_PLACES),
    )
    return list(islice(found, MOST)), whole


def _titles_if_any(words: list[Token], viewer: Viewer) -> tuple[list[Suggestion], bool]:
    try:
        return list(islice(_titles(words, viewer), MOST_TITLES)), True
    except SearchUnavailableError:
        return [], False


def _titles(words: list[Token], viewer: Viewer) -> Iterator[Suggestion]:
    """The index says what begins so and where it leads; its owner, whether it may be seen, and its name today."""
    hits = engine().search(Query(reader_keys(viewer), named(words), limit=MOST_TITLES)).hits
    owners = findables()
    keys = by_kind(hit.ref for hit in hits)
    titles = {kind: owners[kind].titles(of_kind, viewer) for kind, of_kind in keys.items() if kind in owners}
    for kind, key, url in ((*hit.ref, hit.url) for hit in hits):
        if title := titles.get(kind, {}).get(key):
            yield Suggestion(kind, title, url)


def _acronyms(words: list[Token]) -> Iterator[Suggestion]:
    """« RSA — revenu de solidarité active », when that is all that is typed."""
    if len(words) > 1:
        return
    for each in table().begun(words[0].word):
        where = f" ({COUNTRIES[Country(each.country)]})" if each.country else ""
        yield Suggestion("acronym", f"{each.text} — {each.name}{where}", f"/recherche/?{urlencode({'q': each.text})}")


def _themes(words: list[Token]) -> Iterator[Suggestion]:
    """Themes whose label begins with what is typed, then those that hold it further on."""
    named_so = []
    for slug, label in vocabulary_labels().get("theme", {}).items():
        own = _words_of(label)
        if all(any(each.startswith(token.word) for each in own) for token in words):
            named_so.append((not own[0].startswith(words[0].word), label, slug))
    for _, label, slug in sorted(named_so):
        yield Suggestion("theme", label, f"/recherche/?{urlencode({'theme': slug})}")


@lru_cache(maxsize=2000)
def _words_of(label: str) -> list[str]:
    """The same at every key typed, so worth keeping."""
    return [token.word for token in telling(read(label))]


def _places(text: str) -> Iterator[Suggestion]:
    for place in places_named(text, MOST_PLACES):
        title = f"Autour de {place.name} ({place.postcode})"
        yield Suggestion("place", title, f"/recherche/?{urlencode({'lieu': place.label})}")
