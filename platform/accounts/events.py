"""What happens to people and organisations."""

from outbox.events import Event


class PeopleChanged(Event):
    """What these people say of themselves, or who sees it, changed: `Ref("person", "12")` and its page for strangers,
    `Ref("person", "12.everyone")`."""
