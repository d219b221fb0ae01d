"""Deliveries of the catalogue: one adapter per form a file may take, one table naming them."""

from collections.abc import Callable, Iterator, Mapping
from pathlib import Path

from offers.deliveries import jsonlines
from offers.deliveries.lines import Line, UnreadableDeliveryError

Adapter = Callable[[Path], Iterator[Line]]

FORMATS: Mapping[str, Adapter] = {".jsonl": jsonlines.lines, ".ndjson": jsonlines.lines}


def read(path: Path) -> Iterator[Line]:
    """The lines of a delivered file, streamed, good and bad. Raises UnreadableDeliveryError when it has none."""
    adapter = FORMATS.get(path.suffix.lower())
    if adapter is None:
        known = ", ".join(FORMATS)
        raise UnreadableDeliveryError(f"{path.name} n’est pas d’une forme connue ({known}).")
    try:
        yield from adapter(path)
    except OSError as error:
        raise UnreadableDeliveryError(f"{path.name} ne peut pas être lu ({error.strerror or error}).") from error


__all__ = ["FORMATS", "Line", "UnreadableDeliveryError", "read"]
