"""What search keeps in the database, one module a subject."""

from search.models.ledger import IndexEntry
from search.models.needs import Need, SettledNeed
from search.models.saved import SavedSearch
from search.models.synonyms import Synonyms

__all__ = ["IndexEntry", "Need", "SavedSearch", "SettledNeed", "Synonyms"]
