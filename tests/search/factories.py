"""A kind of thing that belongs to the tests: findable, and changed at will, without any room above search."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace

import pytest
from pytest_django import Settings

from cards.kinds import Card, Viewer
from cards.refs import Ref
from search.analysis import fold
from search.document import Document, reader_keys
from search.ledger import raise_for

SHELVES: Mapping[str, "Shelf"] = {}


@dataclass
class Shelf:
    """Stands for an owner and its database."""

    name: str = "sheet"
    label: str = "Fiche action"
    plural: str = "Fiches actions"
    icon: str = "sheet"
    things: dict[str, Document] = field(default_factory=dict)

    def cards(self, keys: Sequence[str], viewer: Viewer) -> Mapping[str, Card]:
        readers = set(reader_keys(viewer))
        seen = {key: self.things[key] for key in keys if key in self.things and readers & set(self.things[key].readers)}
        return {key: Card(d.ref, d.title, d.url, self.label, self.icon, d.summary) for key, d in seen.items()}

    def documents(self, keys: Sequence[str]) -> Mapping[str, Document]:
        return {key: self.things[key] for key in keys if key in self.things}

    def all_keys(self) -> Iterator[str]:
        return iter(list(self.things))

    def titles(self, keys: Sequence[str], viewer: Viewer) -> Mapping[str, str]:
        return {key: card.title for key, card in self.cards(keys, viewer).items()}

    def named_like(self, words: Sequence[str], viewer: Viewer, limit: int) -> Sequence[str]:
        return [key for key in self.cards(list(self.things), viewer) if self._holds(key, words)][:limit]

    def _holds(self, key: str, words: Sequence[str]) -> bool:
        return all(fold(word) in fold(self.things[key].title) for word in words)

    def put(self, key: str, title: str, **more: object) -> Document:
        """Create or replace a thing, and owe it to the index."""
        self.things[key] = Document(Ref(self.name, key), title, f"/{self.name}/{key}/", **more)  # type: ignore[arg-type]
        raise_for([Ref(self.name, key)])
        return self.things[key]

    def change(self, key: str, **changes: object) -> None:
        self.things[key] = replace(self.things[key], **changes)  # type: ignore[arg-type]
        raise_for([Ref(self.name, key)])

    def take(self, key: str) -> None:
        """Remove a thing, and owe that too."""
        del self.things[key]
        raise_for([Ref(self.name, key)])


def only_kinds(shelves: Mapping[str, Shelf], settings: Settings, monkeypatch: pytest.MonkeyPatch) -> None:
    """Make these the only kinds of the site, for one test."""
    monkeypatch.setattr("tests.search.factories.SHELVES", shelves)
    settings.KINDS = "tests.search.factories.SHELVES"
