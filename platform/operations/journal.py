"""Who did what: Wagtail's site history, with our own gestures told in it, and nothing of anybody's private life."""

from wagtail.log_actions import LogActionRegistry, LogFormatter
from wagtail.models import ModelLogEntry

from operations import roles


class OfARole(LogFormatter):
    """A gesture about a role, which the entry names."""

    def format_message(self, log_entry: ModelLogEntry) -> str:
        role = log_entry.data.get("role", "")
        return f"{self.label} : {role}" if role else self.label


def register(actions: LogActionRegistry) -> None:
    """The gestures of this room; every room registers its own the same way."""
    for action, label in (
        (roles.GIVEN, "Rôle donné"),
        (roles.TAKEN, "Rôle retiré"),
        (roles.ADMINISTRATOR_GIVEN, "Administration du site confiée"),
        (roles.ADMINISTRATOR_TAKEN, "Administration du site retirée"),
    ):
        actions.register_action(action)(type("Gesture", (OfARole,), {"label": label}))
