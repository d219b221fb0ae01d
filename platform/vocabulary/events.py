"""What happens to the shared words."""

from outbox.events import Event


class TermsChanged(Event):
    """These terms are new, read otherwise or stand elsewhere: `Ref("theme", "mobilite")`, by vocabulary and slug."""
