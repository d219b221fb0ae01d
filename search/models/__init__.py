"""What search keeps in the database, one module a subject."""

from search.models.ledger import IndexEntry

__all__ = ["IndexEntry"]
