"""Whatever answers: one engine at a time, chosen by the settings."""

from collections.abc import Hashable
from functools import lru_cache

from django.conf import settings
from django.utils.module_loading import import_string

from search.port import Engine


def engine() -> Engine:
    """The engine of this site, made once per process and opened when first asked."""
    server = settings.ELASTICSEARCH
    return _made(settings.SEARCH_ENGINE, tuple(server.items()) if server else str(settings.SEARCH_INDEX_DIR))


@lru_cache(maxsize=2)
def _made(path: str, where: Hashable) -> Engine:
    """With the folder of the embedded engine, or what is known of the server of the other."""
    made: Engine = import_string(path)(where)
    return made
