"""The load harness: a site of its own, served as in production, and readers who never stop to think."""
