"""Writing many documents at once to a node that may have too much to do, refuse one of them, or run out of disk."""

import json
import logging
import time
from collections.abc import Collection, Sequence
from typing import Any

from elasticsearch import ApiError, Elasticsearch

from cards.refs import Ref
from search.engines.elasticsearch.server import BUSY, TOO_MANY
from search.engines.elasticsearch.thing import source
from search.port import SearchUnavailableError, Write

logger = logging.getLogger(__name__)

PAUSES: Sequence[float] = (0.25, 0.5, 1, 2, 4)
"""Seconds before each new try, where a node is busy. Then what is owed stays owed, and its task comes back later."""
NEWER = 409
"""The index holds this version already, or a newer one: what was to be written is there."""
_AGAIN = frozenset((TOO_MANY, 502, BUSY, 504))
_REFUSED = frozenset((400, 413))
"""Said of one document, and said again however often it is sent."""
_encode = json.JSONEncoder(ensure_ascii=False, separators=(",", ":")).encode

Line = tuple[Ref, str]


def lines(batch: Sequence[Write]) -> list[Line]:
    """Each write as the node reads it: where and in which version, then what."""
    return [(each.ref, f"{_encode(_action(each))}\n{_encode(source(each))}") for each in batch]


def _action(write: Write) -> dict[str, Any]:
    return {"index": {"_id": str(write.ref), "version": write.version, "version_type": "external"}}


def put(client: Elasticsearch, index: str, batch: Sequence[Line], *, alias: bool, refresh: bool) -> Collection[Ref]:
    """Write these, waiting longer and longer for a busy node; the things it will never take, each named in the log.

    Raises SearchUnavailableError when some of them could not be written now: the rest is, and a version makes it
    harmless to write it again.
    """
    refused: set[Ref] = set()
    left = list(batch)
    for pause in (0.0, *PAUSES):
        time.sleep(pause)
        left, why = _sent(client, index, left, refused, {"require_alias": alias, "refresh": refresh})
        if not left:
            return refused
    raise SearchUnavailableError(f"{len(left)} documents attendent : {why}")


def _sent(
    client: Elasticsearch, index: str, batch: Sequence[Line], refused: set[Ref], how: dict[str, Any]
) -> tuple[list[Line], str]:
    """What the node was too busy for, and what it said."""
    try:
        answer = client.bulk(index=index, operations=[line for _, line in batch], **how)  # type: ignore[misc]  # Lines already written as JSON.
    except ApiError as error:
        if error.meta.status not in _AGAIN:
            raise
        return list(batch), str(error)
    if not answer["errors"]:
        return [], ""
    left, why = [], ""
    for line, item in zip(batch, answer["items"], strict=True):
        status, said = item["index"]["status"], item["index"].get("error", {})
        if status in _AGAIN:
            left.append(line)
            why = str(said.get("reason"))
        elif status >= 300 and status != NEWER:
            _name(line[0], status, said, refused)
    return left, why


def _name(ref: Ref, status: int, said: dict[str, Any], refused: set[Ref]) -> None:
    """One document is not worth the others'; any other answer is about the index, and stops."""
    if status not in _REFUSED:
        raise SearchUnavailableError(f"{status} {said.get('reason')}")
    refused.add(ref)
    logger.error("Elasticsearch refuses %s: %s", ref, said.get("reason"))
