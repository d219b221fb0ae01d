"""The indexes of this site on a node: each rebuild fills a new one, and an alias says which one answers."""

import re
import time
import uuid
from collections.abc import Collection, Mapping
from typing import Any

from elasticsearch import Elasticsearch

from search.engines.elasticsearch.thing import VERSION, mapping
from search.port import DEEPEST

KEPT = 600.0
"""Seconds that what a dead rebuild left stays, since it might be one that lives."""
SETTINGS: Mapping[str, Any] = {
    "number_of_shards": 1,  # Scores are reckoned within one.
    "auto_expand_replicas": "0-1",  # A copy as soon as there is a second node.
    "max_result_window": DEEPEST,
    "similarity": {"default": {"type": "BM25", "k1": 1.2, "b": 0.75}},  # As tantivy's.
    "refresh_interval": "30s",  # Whoever writes refreshes, and whoever fills does so once.
}


class Indices:
    """This site's own, told from others by name: its name, the version of the schema, and chance."""

    def __init__(self, client: Elasticsearch, name: str) -> None:
        self.client = client
        self.name = name
        self.alias = f"{name}-{VERSION}"

    def fresh(self) -> str:
        """A new, empty index to be filled."""
        index = f"{self.alias}-{uuid.uuid4().hex[:12]}"
        self.client.indices.create(index=index, settings=SETTINGS, mappings=mapping())
        return index

    def answer_from(self, index: str) -> Collection[str]:
        """Let this index answer, in one step for everyone; say which ones answered before."""
        self.client.indices.refresh(index=index)
        before = self._answering()
        actions: list[dict[str, Any]] = [{"remove": {"index": each, "alias": self.alias}} for each in before]
        self.client.indices.update_aliases(actions=[*actions, {"add": {"index": index, "alias": self.alias}}])
        return before

    def remove(self, *indexes: str) -> None:
        """These answer no more."""
        if indexes:
            self.client.indices.delete(index=",".join(indexes), ignore_unavailable=True)

    def sweep(self) -> None:
        """Remove what answers no more: indexes of other versions, and what dead rebuilds left."""
        found = self.client.indices.get_settings(index=f"{self.name}-*", name="index.creation_date").body
        own = re.compile(rf"{re.escape(self.name)}-\d+\.\d+-[0-9a-f]{{12}}")
        old = time.time() - KEPT
        born = {
            index: int(said["settings"]["index"]["creation_date"]) / 1000
            for index, said in found.items()
            if own.fullmatch(index)
        }
        answering = self._answering()
        self.remove(*(index for index, when in born.items() if when < old and index not in answering))

    def _answering(self) -> Collection[str]:
        if not self.client.indices.exists_alias(name=self.alias):
            return ()
        return set(self.client.indices.get_alias(name=self.alias).body)
