"""Whatever answers: one engine at a time, chosen by the settings."""

from functools import lru_cache

from django.conf import settings
from django.utils.module_loading import import_string

from search.port import Engine


def engine() -> Engine:
    """The engine of this site, made once per process and opened when first asked."""
    return _made(settings.SEARCH_ENGINE, str(settings.SEARCH_INDEX_DIR))


@lru_cache(maxsize=2)
def _made(path: str, directory: str) -> Engine:
    made: Engine = import_string(path)(directory)
    return made
