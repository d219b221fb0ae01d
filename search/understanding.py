"""How the words of a query are understood: the place that they name, then the longest expressions that editors know."""

from collections.abc import Iterator, Sequence

from search.analysis import Token
from search.meanings import CLOSE, KNOWLEDGE, Alternative, Meaning, Understood
from search.models.synonyms import one_word
from search.port import Query
from search.synonyms.table import Expression, Side, Table, table
from search.whereabouts import whereabouts
from territories.models import Basin


def understood(text: str, words: Sequence[Token], query: Query) -> Understood:
    """What these words of a text stand for, for this query. Two light queries, and a few more when a place is named."""
    if not words:
        return Understood()
    place = whereabouts(text, words) if query.near is None else None
    searched = tuple(words) if place is None else (*words[: place.start], *words[place.name :])
    start, end = (place.start, place.start + place.end - place.name) if place else (len(searched), len(searched))
    found = [*_meanings(text, searched, 0, start, query), *_meanings(text, searched, end, len(searched), query)]
    if place:
        found.append(Meaning(start, end, also=place.clauses(alone=len(searched) == end - start)))
    return Understood(searched, tuple(sorted(found, key=lambda meaning: meaning.start)), place)


def _meanings(text: str, words: Sequence[Token], start: int, end: int, query: Query) -> Iterator[Meaning]:
    """The longest expressions known among these words, from left to right."""
    known = table()
    at = start
    while at < end:
        stop, key = _longest(text, words, at, end, known)
        if key:
            sides = _meant(known.sides[key], query)
            yield Meaning(at, stop, tuple(_alternatives(key, sides)))
        at = stop


def _longest(
    text: str, words: Sequence[Token], start: int, end: int, known: Table
) -> tuple[int, tuple[str, ...] | None]:
    """Where the longest expression that begins here ends, and which it is."""
    told = [at for at in range(start, end) if not words[at].says_little]
    for many in range(min(known.longest, len(told)) if told[:1] == [start] else 0, 0, -1):
        stems = tuple(words[at].stem for at in told[:many])
        if many > 1 and stems in known.sides:
            return told[many - 1] + 1, stems
    if not words[start].says_little or _shouted(text, words[start]):
        alone = (one_word(words[start].word, acronym=acronym) for acronym in (True, False))
        return start + 1, next((each for each in alone if each in known.sides), None)
    return start + 1, None


def _shouted(text: str, token: Token) -> bool:
    """Written in capitals, or with dots, where the rest is not: « AI » is then no « j’ai »."""
    raw = text[token.start : token.end]
    return raw.isupper() and (raw == text.strip() or not text.isupper())


def _meant(sides: Sequence[Side], query: Query) -> Sequence[Side]:
    """Those that are said where the query is about, or all of them."""
    if len(sides) < 2 or not (country := _country(query)):
        return sides
    return [side for side in sides if side.country in ("", country)] or sides


def _country(query: Query) -> str:
    """Of the place or the basins that the query is narrowed down to, when they agree."""
    if query.near:
        return query.near.country
    slugs = query.filters.get("basin", ())
    found = Basin.objects.filter(slug__in=slugs).values_list("territory__country", flat=True) if slugs else ()
    countries = set(found)
    return countries.pop() if len(countries) == 1 else ""


def _alternatives(key: tuple[str, ...], sides: Sequence[Side]) -> Iterator[Alternative]:
    """Each other way of saying it once, then what is close, unless that is one of the meanings itself."""
    told = {key}
    several = len({side.country for side in sides}) > 1
    for side in sides:
        for each in _unsaid(side.others(key), told):
            country = side.country if several else ""
            yield Alternative(each.text, each.words, country=country, teaches=side.teaches(each, key))
    for side in sides:
        for each in _unsaid(side.close, told):
            yield Alternative(each.text, each.words, CLOSE, KNOWLEDGE, side.close_country)


def _unsaid(expressions: Sequence[Expression], told: set[tuple[str, ...]]) -> Iterator[Expression]:
    for each in expressions:
        if each.key not in told:
            told.add(each.key)
            yield each
