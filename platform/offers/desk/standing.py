"""Where the records of a line stand beside the catalogue: new, changed, refused; and what looks like them."""

from collections import defaultdict
from itertools import islice
from typing import Any

from accounts.models import Organisation
from imports.desks import Row
from imports.models import ImportRun
from imports.words import folded
from offers.desk.fields import TARGETS
from offers.desk.records import Made
from offers.models import Offer
from offers.records import row as row_of
from offers.validation import RefusedRecordError

_MOST_SHOWN = 3


class Standing:
    """One dry run's memory: the catalogue's fingerprints and names, and what came before in the same tables."""

    def __init__(self, run: ImportRun) -> None:
        self._source: str = run.options["source"]
        self._prints: dict[str, str] = {}
        self._named: dict[tuple[str, str], list[tuple[str, str, str]]] = defaultdict(list)
        self._seen: dict[str, str] = {}
        self._structures: dict[str, tuple[int, dict[str, Any]]] = {}
        told = ("source_id", "fingerprint", "withdrawn_on", "name", "city", "slug", "source")
        for key, print_, withdrawn, name, city, slug, source in Offer.objects.values_list(*told).iterator():
            if source == self._source:
                self._prints[key] = "" if withdrawn else print_
            self._named[folded(name), folded(city)].append((key, name, slug))
        own = Organisation.objects.filter(source=self._source).values_list("source_id", "fingerprint")
        self._prints |= {key: print_ for key, print_ in own if key}

    def of(self, made: Made, place: str) -> tuple[list[dict[str, Any]], Row]:
        """The records worth delivering, and the line of the preview: what becomes of its service, or else of its
        structure, which comes back with each of its services and is delivered once."""
        row = Row("", made.title, place, "unchanged", made.filled, list(made.doubts))
        written = []
        for record in made.records:
            try:
                checked = row_of(record, self._source)
            except RefusedRecordError as error:
                row.state = "refused"
                row.doubts.append(str(error))
                continue
            row.key = f"{checked.kind}:{record['id']}"
            first = self._seen.setdefault(checked.key, place)
            row.state = self._state(checked.key, checked.columns["fingerprint"])
            if first is place:
                written.append(record)
            elif checked.kind == "service":
                row.state = "refused"
                row.doubts.append(f"Même identifiant que « {first} » : le premier est gardé.")
            if checked.kind == "service":
                row.doubts += [_in_words(doubt) for doubt in checked.doubts]
                row.alike = self._alike(checked.key, record)
        return written, row

    def _state(self, key: str, print_: str) -> str:
        if key not in self._prints:
            return "new"
        return "unchanged" if self._prints[key] == print_ else "changed"

    def _alike(self, key: str, record: dict[str, Any]) -> list[tuple[str, str]]:
        there = self._named[folded(record["nom"]), folded(record.get("commune", ""))]
        others = ((name, f"/services/{slug}/" if slug else "") for other, name, slug in there if other != key)
        found = list(islice(others, _MOST_SHOWN))
        there.append((key, record["nom"], ""))
        return found


def _in_words(doubt: str) -> str:
    """A doubt of the schema, under the name that our screens give to its field."""
    name = doubt.split(maxsplit=1)[0]
    target = TARGETS.get(f"service.{name}")
    return doubt.replace(name, target.label, 1) if target else doubt
