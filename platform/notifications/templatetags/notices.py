"""How many notices wait, for the menu."""

from django import template

from cards.kinds import Viewer
from notifications.models import Notification

register = template.Library()
MOST = 99


@register.simple_tag
def unread_notices(viewer: Viewer) -> str:
    """« 3 », « 99+ »; empty without any, and for strangers, whose pages ask the database nothing."""
    if not viewer.is_authenticated:
        return ""
    found = Notification.objects.unread().filter(recipient=viewer.pk).order_by()[: MOST + 1].count()
    return f"{MOST}+" if found > MOST else str(found or "")
