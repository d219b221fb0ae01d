"""French-looking names and texts, drawn from the lexicon."""

import re
from collections.abc import Mapping, Sequence
from functools import cache
from itertools import cycle
from pathlib import Path
from random import Random

from django.utils.text import capfirst

LEXICON = Path(__file__).parent / "lexicon.txt"
_ELIDED = re.compile(r"\bde (?=[aeiouyàâéèêîôûœ])", re.IGNORECASE)
ELSEWHERE = 0.3
"""How often a text names another place than its own."""


@cache
def lexicon() -> Mapping[str, Sequence[str]]:
    """The lists of the file, by name."""
    lists: dict[str, list[str]] = {}
    entries: list[str] = []
    for line in LEXICON.read_text(encoding="utf-8").splitlines():
        if line.startswith("["):
            entries = lists.setdefault(line.strip("[]"), [])
        else:
            entries += filter(None, (entry.strip() for entry in line.split("|")))
    return lists


class Prose:
    """One author: a source of chance, the place they write from, and the names of places around."""

    def __init__(self, random: Random, place: str, around: Sequence[str]) -> None:
        self.random, self.place, self.around = random, place, around

    def __getitem__(self, name: str) -> str:
        """What fills a slot of a sentence."""
        if name == "place":
            return self.random.choice(self.around) if self.random.random() < ELSEWHERE else self.place
        if name == "brand":
            return "".join(self.random.choice(lexicon()[f"brand_{part}"]) for part in ("head", "middle", "tail"))
        return self.drawn(name)

    def drawn(self, name: str) -> str:
        """An entry of this list, its slots filled."""
        return self._written(self.random.choice(lexicon()[name]))

    def title(self, name: str, longest: int = 150) -> str:
        """The same, as the head of a page: capital first, cut to `longest` characters."""
        return capfirst(self.drawn(name))[:longest].strip()

    def text(self, names: Sequence[str], length: int) -> str:
        """Sentences of these lists, in paragraphs, of about `length` characters."""
        sentences = [sentence for name in names for sentence in lexicon()[name]]
        self.random.shuffle(sentences)
        paragraphs, written = [""], 0
        for drawn in cycle(sentences):
            if written >= length:
                break
            sentence = capfirst(self._written(drawn))
            if len(paragraphs[-1]) > 400:
                paragraphs.append("")
            paragraphs[-1] = f"{paragraphs[-1]} {sentence}".strip()
            written += len(sentence)
        return "\n\n".join(paragraphs)

    def maybe(self, chance: float, name: str) -> str | None:
        """An entry of this list so many times out of one, else nothing known."""
        return self.drawn(name) if self.random.random() < chance else None

    def person(self) -> tuple[str, str]:
        """A first name and a last name."""
        return self.drawn("first_name"), self.drawn("last_name")

    def _written(self, pattern: str) -> str:
        return _ELIDED.sub("d’", pattern.format_map(self))
