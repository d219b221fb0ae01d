"""Where the node is, how one gets in, and how long one waits for it."""

import logging
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any

from elasticsearch import ApiError, Elasticsearch, TransportError

from search.port import SearchUnavailableError

logger = logging.getLogger(__name__)

MISSING = 404
BUSY = 503
TOO_MANY = 429
"""The node has more to do than it can: asked again later, it will."""
CONNECTIONS = 64
"""Above the threads of a process, which would otherwise wait for one another without an end."""


@dataclass(frozen=True, slots=True)
class Server:
    """An Elasticsearch, as the environment describes it (config/environment.py)."""

    url: str
    api_key: str = ""
    ca_file: str = ""
    fingerprint: str = ""
    """SHA-256 of its certificate, in place of an authority."""
    verify: bool = True
    name: str = "pratiques-voisines"
    """With which the names of this site's indexes begin."""

    def client(self, seconds: float) -> Elasticsearch:
        """A client that waits so long and never asks twice by itself."""
        more: dict[str, Any] = {"api_key": self.api_key} if self.api_key else {}
        more |= self._tls() if self.url.startswith("https:") else {}
        return Elasticsearch(self.url, request_timeout=seconds, max_retries=0, connections_per_node=CONNECTIONS, **more)

    def _tls(self) -> dict[str, Any]:
        if self.fingerprint:
            return {"ssl_assert_fingerprint": self.fingerprint}
        told: dict[str, Any] = {"verify_certs": self.verify, "ssl_show_warn": False}
        return told | ({"ca_certs": self.ca_file} if self.ca_file else {})


@contextmanager
def spoken() -> Iterator[None]:
    """Whatever the client says when the node is away, refuses or is asked nonsense, said in the port's words."""
    try:
        yield
    except ApiError as error:
        said = f"{error.meta.status} {error.error}"
        if error.meta.status == MISSING:
            said = f"l’index n’est pas encore construit ({said})"
        if error.meta.status not in (MISSING, TOO_MANY, BUSY):  # A fault of ours or of its settings.
            logger.exception("Elasticsearch refuses: %s", said)
        raise SearchUnavailableError(said) from error
    except TransportError as error:
        raise SearchUnavailableError(error.message) from error
