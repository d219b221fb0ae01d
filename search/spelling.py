"""Spelling by the index's own vocabulary: a word nobody ever wrote is read as the closest one that somebody did.

A word written once or twice, close to one that is everywhere, may be someone else's slip: the other is only proposed.
"""

from collections.abc import Container, Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from search.analysis import ELIDED, Token, stem
from search.matching import Best, Prefix, Term
from search.port import Engine
from search.query import ZONES, rarities

SHORTEST = 4
LONG = 8
"""From so many letters on, two slips are forgiven."""
LONGER = 6
"""From so many on, one more is, when nothing else is found."""
LEAST_PIECE = 3
VOWELS = frozenset("aeiouyh")
RARE = 2
"""Documents with a word that may itself be a slip."""
FAR_MORE = 20
"""How many times as often its neighbour is written, to be proposed."""
AT_ONCE = 8
"""Neighbours asked about in one question, the most written first."""


@dataclass(frozen=True, slots=True)
class Spelled:
    """A query as it will be searched."""

    words: tuple[Token, ...]
    corrected: str | None
    """The query with its words mended, when some were."""
    beginning: bool
    """Whether the last word is only the beginning of words people wrote."""
    meant: str | None = None
    """The query with far more common words in place of its rarest, when there are some: to be proposed."""
    worth: Mapping[str, float] = field(default_factory=dict)
    """What each word is worth, by how rare it is."""


def spelled(
    text: str, words: Sequence[Token], engine: Engine, readers: Sequence[str], known: Container[int] = ()
) -> Spelled:
    """Look each telling word up in what these readers may find; mend those that nothing answers.

    Words at the positions `known` have a meaning of their own: whoever wrote them did not slip.
    """
    said = [token for place, token in enumerate(words) if place not in known and not token.says_little]
    written = _written((token.word for token in said), engine, readers)
    strange = [token for token in said if not written[token.word]]
    mendable = set(strange) - _with_family(strange, engine, readers)
    beginning = bool(words) and words[-1] in mendable and _is_begun(words[-1], engine, readers)
    if beginning:
        mendable.remove(words[-1])
    better = {token: _read_otherwise(token.word, engine, readers) or token.word for token in mendable}
    mended = [each for token in words for each in (_in_place_of(token, better[token]) if token in better else [token])]
    slips = [(token, other) for token, other in better.items() if other != token.word]
    common = [(token, _far_commoner(token, written[token.word], engine, readers)) for token in said]
    doubts = [(token, other) for token, other in common if other]
    meant = _rewritten(text, slips + doubts) if doubts else None
    return Spelled(tuple(mended), _rewritten(text, slips), beginning, meant, rarities(written))


def _in_place_of(token: Token, words: str) -> list[Token]:
    return [Token(word, stem(word), token.start, token.end) for word in words.split()]


def _written(words: Iterable[str], engine: Engine, readers: Sequence[str]) -> dict[str, int]:
    """In how many documents that these readers may find each word stands."""
    asked = list(dict.fromkeys(words))
    found = engine.how_many([Term("vocabulary", word) for word in asked], readers) if asked else []
    return dict(zip(asked, found, strict=True))


def _far_commoner(token: Token, found: int, engine: Engine, readers: Sequence[str]) -> str | None:
    if not 0 < found <= RARE:
        return None
    common = closest(token.word, engine, readers, least=FAR_MORE * found)
    return common if common and stem(common) != token.stem else None


def _with_family(tokens: Sequence[Token], engine: Engine, readers: Sequence[str]) -> set[Token]:
    """Those of these words whose plural, verb or noun is written somewhere."""
    if not tokens:
        return set()
    families = [Best(tuple(Term(f"{z}_stems", s) for z in ZONES for s in {t.stem, t.root})) for t in tokens]
    found = engine.how_many(families, readers)
    return {token for token, documents in zip(tokens, found, strict=True) if documents}


def _is_begun(token: Token, engine: Engine, readers: Sequence[str]) -> bool:
    return any(engine.how_many([Prefix("vocabulary", token.word)], readers))


def _read_otherwise(word: str, engine: Engine, readers: Sequence[str]) -> str | None:
    """A word nobody wrote, without the article stuck to it, else mended, else cut in two, else mended at any price."""
    if not word.isalpha():
        return None
    return (
        _without_article(word, engine, readers)
        or closest(word, engine, readers)
        or _in_two(word, engine, readers)
        or (closest(word, engine, readers, more=1) if len(word) >= LONGER else None)
    )


def _without_article(word: str, engine: Engine, readers: Sequence[str]) -> str | None:
    """« daide » is « d’aide », when that is written."""
    bare = [word.removeprefix(article) for article in ELIDED if word.startswith(article)]
    kept = [each for each in bare if len(each) >= SHORTEST and each[0] in VOWELS]
    found = _written(kept, engine, readers)
    return next((each for each in kept if found[each]), None)


def _in_two(word: str, engine: Engine, readers: Sequence[str]) -> str | None:
    """« passculture » is « pass culture », both of them written: of several ways, the one in the commonest words."""
    cuts = [(word[:at], word[at:]) for at in range(LEAST_PIECE, len(word) - LEAST_PIECE + 1)]
    found = _written((piece for pieces in cuts for piece in pieces), engine, readers)
    best = max(cuts, key=lambda pieces: min(found[piece] for piece in pieces), default=None)
    return " ".join(best) if best and all(found[piece] for piece in best) else None


def closest(word: str, engine: Engine, readers: Sequence[str], *, least: int = 1, more: int = 0) -> str | None:
    """The word nearest to this one, in at least so many documents: fewest slips, then the most written.

    `more` slips are forgiven than usual.
    """
    if len(word) < SHORTEST or not word.isalpha():
        return None
    near: dict[int, list[tuple[int, str]]] = {}
    most = _forgiven(word) + more
    for each, written in _alike(word, engine, most).items():
        if written >= least and (slips := slips_between(word, each, most)) <= most:
            near.setdefault(slips, []).append((written, each))
    for _, candidates in sorted(near.items()):
        if found := _most_written(candidates, engine, readers, least):
            return found
    return None


def _forgiven(word: str) -> int:
    return 2 if len(word) >= LONG else 1


def _alike(word: str, engine: Engine, most: int) -> Mapping[str, int]:
    """Words of about this length and letters: a slip changes one letter, so two of those that either word has."""
    starts = {word[0], word[1]}  # A first letter is rarely wrong; two swapped ones are.
    letters = frozenset(word)
    lengths = range(len(word) - most, len(word) + most + 1)
    return {
        each: written
        for start in starts
        for each, written in engine.vocabulary(start).items()
        if len(each) in lengths and len(letters.symmetric_difference(each)) <= 2 * most
    }


def _most_written(
    candidates: Sequence[tuple[int, str]], engine: Engine, readers: Sequence[str], least: int
) -> str | None:
    """Of words with their number of documents, closed ones included, the one most written in what readers may find."""
    best: tuple[int, str] | None = None
    most_first = sorted(candidates, key=lambda candidate: (-candidate[0], candidate[1]))
    for start in range(0, len(most_first), AT_ONCE):
        some = most_first[start : start + AT_ONCE]
        if best and -best[0] > some[0][0]:
            break
        for each, found in _written((word for _, word in some), engine, readers).items():
            if found >= least and (best is None or (-found, each) < best):
                best = (-found, each)
    return best[1] if best else None


def slips_between(a: str, b: str, most: int) -> int:
    """Keystrokes between two words (a letter too many, missing, changed, or two swapped); past `most`, `most` + 1."""
    before: list[int] = []
    row = list(range(len(b) + 1))
    for i, letter in enumerate(a, 1):
        before, last, row = row, before, [i]
        for j, other in enumerate(b, 1):
            cost = min(before[j] + 1, row[-1] + 1, before[j - 1] + (letter != other))
            if i > 1 and j > 1 and letter == b[j - 2] and a[i - 2] == other:
                cost = min(cost, last[j - 2] + 1)
            row.append(cost)
        if min(row) > most:
            return most + 1
    return min(row[-1], most + 1)


def _rewritten(text: str, slips: Sequence[tuple[Token, str]]) -> str | None:
    for token, better in sorted(slips, key=lambda slip: -slip[0].start):
        text = text[: token.start] + better + text[token.end :]
    return text.strip() if slips else None
