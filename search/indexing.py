"""The ledger's other half: what changed is read again from its owners, written, and only then settled."""

from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import asdict, dataclass, field
from itertools import islice
from typing import TypeVar

from django.db import transaction
from django.db.models import F, QuerySet

from cards.kinds import kinds
from cards.refs import Ref, by_kind
from outbox.generation import content_changed
from search.document import Document, Findable
from search.engines import engine
from search.ledger import raise_for
from search.models import IndexEntry
from search.port import Write

T = TypeVar("T")
Writing = Callable[[Sequence[Write]], Collection[Ref] | None]
BATCH = 500
MOST_BATCHES = 20
"""Per task, so that none outgrows its lease."""


def findables() -> dict[str, Findable]:
    """The kinds whose owners say how they are found."""
    return {name: kind for name, kind in kinds().items() if isinstance(kind, Findable)}


def catch_up() -> tuple[int, bool]:
    """Write what the ledger owes, in batches; say how many things, and whether all of them. Builds a missing index."""
    ensure_index()
    written = 0
    for _ in range(MOST_BATCHES):
        done = _write_backlog()
        written += done
        if done < BATCH:
            return written, True
    return written, False


def _write_backlog() -> int:
    with engine().writing():
        owed = _owed(BATCH)
        if owed:
            refused = engine().write(_writes({entry_ref(entry): entry.version for entry in owed}))
            owed = [entry for entry in owed if entry_ref(entry) not in refused]
            _settle(owed)
    return len(owed)


def entry_ref(entry: IndexEntry) -> Ref:
    """The thing a row of the ledger is about."""
    return Ref(entry.kind, entry.key)


def _backlog() -> QuerySet[IndexEntry]:
    return IndexEntry.objects.filter(indexed__lt=F("version")).order_by("id")


def _owed(limit: int) -> list[IndexEntry]:
    """The backlog, oldest first, of each kind its share: a sheet published now waits for no delivery of offers."""
    owed = _backlog()
    kinds = list(owed.order_by().values_list("kind", flat=True).distinct())
    share = max(1, limit // max(1, len(kinds)))
    entries = [entry for kind in kinds for entry in owed.filter(kind=kind)[:share]]
    return entries if len(entries) >= limit or len(kinds) < 2 else _topped_up(owed, entries, limit)


def _topped_up(owed: QuerySet[IndexEntry], entries: list[IndexEntry], limit: int) -> list[IndexEntry]:
    """A kind that owes little leaves its share to the others."""
    taken = {entry.pk for entry in entries}
    return entries + [entry for entry in owed[:limit] if entry.pk not in taken][: limit - len(entries)]


def _settle(entries: Iterable[IndexEntry]) -> None:
    """Mark what the engine has committed; a version raised meanwhile stays owed. Lists read otherwise from now on."""
    by_version: dict[int, list[int]] = {}
    for entry in entries:
        by_version.setdefault(entry.version, []).append(entry.pk)
    with transaction.atomic():
        for version, pks in by_version.items():
            for some in _batches(pks):
                IndexEntry.objects.filter(pk__in=some, indexed__lt=version).update(indexed=version)
        content_changed()


def _writes(versions: Mapping[Ref, int]) -> list[Write]:
    """Versions were read before: what is read now is at least as new."""
    documents = _documents(versions)
    return [Write(ref, version, documents.get(ref)) for ref, version in versions.items()]


def _documents(refs: Iterable[Ref]) -> dict[Ref, Document]:
    owners = findables()
    return {
        document.ref: document
        for kind, keys in by_kind(refs).items()
        if kind in owners
        for document in owners[kind].documents(keys).values()
    }


def _all_refs() -> Iterator[Ref]:
    return (Ref(name, key) for name, owner in findables().items() for key in owner.all_keys())


def ensure_index() -> bool:
    """Build the index when none is there that today's analysis can read; say whether it was built."""
    if engine().is_ready():
        return False
    rebuild()
    return True


def rebuild(tell: Callable[[int], None] = lambda read: None) -> int:
    """Fill an index beside the one that answers, then swap; say how many things were read, and tell it on the way.

    Whatever changes meanwhile is read again from the ledger: first while the old index goes on being written, then, for
    the last few, as the only writer. Where others may write all the same, what they gave the old index is in the ledger
    since before the swap, so it is read once more after it: no change falls between the two.
    """
    with engine().rebuilding() as beside:
        filled: dict[Ref, int] = {}
        versions = dict(_ledger())
        for refs in _batches(_all_refs()):
            _fill(beside.write, filled, {ref: versions.pop(ref, 0) for ref in refs})
            tell(len(filled))
        _replay(beside.write, filled)
        with engine().writing():
            _replay(beside.write, filled)
            refused = {*beside.swap(), *_replay(engine().write, filled)}
            held = {ref: version for ref, version in filled.items() if ref not in refused}
            owed = _backlog().iterator(chunk_size=5000)
            _settle(entry for entry in owed if held.get(entry_ref(entry), 0) >= entry.version)
    return len(filled)


def _ledger() -> Iterator[tuple[Ref, int]]:
    for kind, key, version in IndexEntry.objects.values_list("kind", "key", "version").iterator(chunk_size=5000):
        yield Ref(kind, key), version


def _replay(write: Writing, filled: dict[Ref, int]) -> Collection[Ref]:
    """Write what was raised since it was filled; say what was refused."""
    changed = [(ref, version) for ref, version in _ledger() if version > filled.get(ref, 0)]
    return {ref for some in _batches(changed) for ref in _fill(write, filled, dict(some))}


def _fill(write: Writing, filled: dict[Ref, int], versions: Mapping[Ref, int]) -> Collection[Ref]:
    refused = write(_writes(versions)) or ()
    filled.update(versions)
    return refused


@dataclass(slots=True)
class Comparison:
    """What the index says against what the database says."""

    missing: list[Ref] = field(default_factory=list)
    stale: list[Ref] = field(default_factory=list)
    ghosts: list[Ref] = field(default_factory=list)
    documents: int = 0

    @property
    def counts(self) -> dict[str, int]:
        return {name: value if isinstance(value, int) else len(value) for name, value in asdict(self).items()}

    @property
    def wrong(self) -> list[Ref]:
        return [*self.missing, *self.stale, *self.ghosts]


def check() -> Comparison:
    """Compare every document of the database with the index, by content."""
    held = dict(engine().inventory())
    found = Comparison()
    for refs in _batches(_all_refs()):
        for ref, document in _documents(refs).items():
            found.documents += 1
            fingerprint = held.pop(ref, None)
            if fingerprint is None:
                found.missing.append(ref)
            elif fingerprint != document.fingerprint:
                found.stale.append(ref)
    found.ghosts = list(held)
    return found


def mend(comparison: Comparison) -> None:
    """Owe again whatever the check found wrong, and pay it."""
    for refs in _batches(comparison.wrong):
        raise_for(refs)
    while not catch_up()[1]:
        pass


def _batches(things: Iterable[T]) -> Iterator[Sequence[T]]:
    remaining = iter(things)
    while some := list(islice(remaining, BATCH)):
        yield some
