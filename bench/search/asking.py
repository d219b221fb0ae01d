"""A site of its own, filled the way any site is, and asked through its API: in this process, without a socket."""

import json
import os
import sys
from collections.abc import Iterable
from hashlib import blake2b
from pathlib import Path

from bench.search import corpus
from bench.search.judged import Judged
from bench.search.measures import DEPTH
from bench.site import Site

FILLED = "filled"
NAME = "bench-search"
"""Of our indexes on a node that others may use."""


class Asked:
    """The site, kept in its folder between runs: filled again when what fills it changed."""

    def __init__(self, folder: Path, offers: Path | None, elasticsearch_url: str = "") -> None:
        self.offers = [offers / name for name in ("structures.jsonl", "services.jsonl")] if offers else []
        folder.mkdir(parents=True, exist_ok=True)
        self.site = Site(folder, port=8000)
        own = {"DEBUG": "on", "LIMITS": "off", "PYTHONPATH": os.pathsep.join((str(Path.cwd() / "platform"), "."))}
        self.site.environment |= own | {"DJANGO_SETTINGS_MODULE": "config.settings"}
        self.elsewhere = (
            {"ELASTICSEARCH_URL": elasticsearch_url, "ELASTICSEARCH_NAME": NAME} if elasticsearch_url else {}
        )

    def fill(self) -> None:
        """The demo, the corpus of offers when one is given, and our sheets, through the commands of any site."""
        delivery = self.site.folder / "sheets.jsonl"
        corpus.write(delivery)
        mark = self.site.folder / FILLED
        wanted = blake2b(b"".join(file.read_bytes() for file in (delivery, *self.offers)), digest_size=8).hexdigest()
        if mark.exists() and mark.read_text() == wanted:
            self.site.manage("setup")  # Migrations and shipped synonyms may be newer than the site.
            return
        self.site.manage("setup", "--demo", "--password", "only-for-measuring")
        if self.offers:
            self.site.manage("import_offers", *map(str, self.offers))
        self.site.manage("import_sheets", str(delivery), "--publish")
        mark.write_text(wanted)

    def open(self, *, rebuild: bool) -> None:
        """Become a process of that site, its index made by today's analysis."""
        sys.path.insert(0, str(Path.cwd() / "platform"))
        os.environ.update(self.site.environment | self.elsewhere)
        import django

        django.setup()
        from search import indexing
        from search.engines import elasticsearch

        elasticsearch.PATIENCE = 60.0  # What is measured is what it answers, on a machine that may be busy.
        if rebuild:
            indexing.rebuild()
        while not indexing.catch_up()[1]:
            pass

    def answers(self, queries: Iterable[Judged]) -> dict[str, list[str]]:
        """What `GET /api/v1/search` finds, by query: source ids where records have one, else kind and key."""
        from django.test import Client

        client = Client(SERVER_NAME="127.0.0.1")
        return {
            each.text: _found(client.get("/api/v1/search", {"q": each.text, "size": str(DEPTH)})) for each in queries
        }


def _found(answer: object) -> list[str]:
    told = json.loads(answer.content)  # type: ignore[attr-defined]
    if told.get("degraded", True):
        raise RuntimeError(f"The engine did not answer: {told}")
    return [hit["source_id"] or f"{hit['kind']}:{hit['key']}" for hit in told["results"]]
