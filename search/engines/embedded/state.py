"""One state of the index between two commits, and what questions asked again need not work out again."""

from collections.abc import Callable, Hashable, Mapping
from typing import Generic, TypeVar

from tantivy import Query, Searcher

T = TypeVar("T")
MOST_KEPT = 300
Tally = tuple[int, Mapping[str, Mapping[str, int]]]


class Kept(Generic[T]):
    """Answers by question, forgotten all together when they are too many. Safe between threads: at worst made twice."""

    def __init__(self) -> None:
        self._answers: dict[Hashable, T] = {}

    def get(self, question: Hashable, make: Callable[[], T]) -> T:
        """The answer to this question, made the first time."""
        answer = self._answers.get(question)
        if answer is None:
            answer = make()
            if len(self._answers) >= MOST_KEPT:
                self._answers = {}
            self._answers[question] = answer
        return answer


class State:
    """A searcher, and which commit of which index it reads."""

    def __init__(self, commit: tuple[object, ...], searcher: Searcher) -> None:
        self.commit = commit
        self.searcher = searcher
        self.tallies: Kept[Tally] = Kept()
        """How many in all, and by facet and value: the same on every page of a list, in any order."""
        self.circles: Kept[Query] = Kept()
        """What stands in a circle, which every question about a place asks."""
        self.words: Kept[Mapping[str, int]] = Kept()
        """The vocabulary by first letter, in which a misspelt word is looked for."""
