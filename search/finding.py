"""One search from the words typed to the hits, the same for the lists of the site and for the API."""

from dataclasses import dataclass, replace

from search.engines import engine
from search.port import Query, Results
from search.query import clause, read
from search.spelling import Spelled, spelled


@dataclass(frozen=True, slots=True)
class Found:
    """What was found, and how the words were understood."""

    results: Results
    spelled: Spelled
    loosened: bool = False
    """Nothing answered all that was asked, so one word was enough."""

    @property
    def corrected(self) -> str | None:
        return self.spelled.corrected


def find(text: str, query: Query, *, exact: bool = False) -> Found:
    """Search these words within the query's filters. A word nobody wrote is mended, unless `exact`.

    When no document holds enough of the words, one word is enough: something near beats nothing.
    """
    words = read(text)
    asked = Spelled(tuple(words), None, beginning=False) if exact else spelled(text, words, engine(), query.readers)
    results = engine().search(replace(query, clause=clause(asked.words, beginning=asked.beginning)))
    if results.total or len(words) < 2 or exact:
        return Found(results, asked)
    looser = engine().search(replace(query, clause=clause(asked.words, beginning=asked.beginning, least=1)))
    return Found(looser if looser.total else results, asked, loosened=bool(looser.total))
