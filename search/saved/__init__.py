"""Searches that members keep: kept, renamed, let go, and looked through for what is new."""
