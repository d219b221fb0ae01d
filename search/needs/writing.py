"""Counts of searches, written by batches; whatever points at somebody is left out before anything is kept."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from django.db import transaction
from django.db.models import F
from django.utils import timezone

from outbox.transactions import make_way
from search.models import Need
from search.models.needs import LONGEST
from search.needs.asking import Asking
from search.needs.personal import Discretion

BATCH = 100
"""Rows in one transaction: a few hundredths of a second of SQLite's writer."""


@dataclass(frozen=True, slots=True)
class Search:
    """A list that somebody read."""

    asked: Asking
    is_new: bool
    """Not the next page, or a narrower list, of a search that was already counted."""


@dataclass(frozen=True, slots=True)
class Choice:
    """A result that somebody opened."""

    key: str
    rank: int


def write(heard: Iterable[Search | Choice]) -> None:
    """Count these. A transaction that fails leaves nothing of its own; those before it are kept."""
    by_key: dict[str, list[Search]] = defaultdict(list)
    chosen: dict[str, list[int]] = defaultdict(list)
    for each in heard:
        if isinstance(each, Search):
            by_key[each.asked.key].append(each)
        else:
            chosen[each.key].append(each.rank)
    _drop_personal(by_key)
    keys = sorted({*by_key, *chosen})
    for start in range(0, len(keys), BATCH):
        if start:
            make_way()
        _write(keys[start : start + BATCH], by_key, chosen)


def _drop_personal(by_key: dict[str, list[Search]]) -> None:
    if not by_key:
        return
    discretion = Discretion()
    for key, searches in list(by_key.items()):
        asked = searches[0].asked
        # Several ways of typing the same words: one that points at somebody is enough.
        texts = {search.asked.text for search in searches}
        if len(asked.words) > LONGEST or any(discretion.is_personal(text) for text in texts):
            del by_key[key]


@transaction.atomic
def _write(keys: Sequence[str], by_key: dict[str, list[Search]], chosen: dict[str, list[int]]) -> None:
    firsts = [by_key[key][0].asked for key in keys if key in by_key]
    Need.objects.bulk_create(
        [Need(a.key, a.day, a.words, a.kinds, a.filters, a.basin, hits=a.hits) for a in firsts], ignore_conflicts=True
    )
    for key in keys:
        searches, ranks = by_key.get(key, []), chosen.get(key, [])
        counted = Counter(search.asked.hits == 0 for search in searches if search.is_new)
        more = {"times": counted.total(), "empties": counted[True], "clicks": len(ranks), "ranks": sum(ranks)}
        changes: dict[str, object] = {name: F(name) + count for name, count in more.items() if count}
        if searches:
            changes["hits"] = searches[-1].asked.hits
        # What was opened counts on a list of that day which was counted, or not at all.
        day = searches[0].asked.day if searches else timezone.localdate()
        Need.objects.filter(pk=key, day__gte=day).update(**changes)
