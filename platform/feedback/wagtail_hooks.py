"""What readers say, in Wagtail's admin."""

from django.urls import URLPattern, reverse
from wagtail import hooks
from wagtail.admin.menu import MenuItem
from wagtail.log_actions import LogActionRegistry

from feedback import admin


@hooks.register("register_admin_urls")
def remarks_urls() -> list[URLPattern]:
    """Addresses of the list."""
    return admin.urls()


@hooks.register("register_admin_menu_item")
def remarks_menu_item() -> MenuItem:
    """A line of the menu, for whoever enters."""
    address = f"{reverse('feedback_admin')}?state=open"
    return MenuItem("Retours de lecture", address, name="feedback", icon_name="comment", order=250)


@hooks.register("register_log_actions")
def gestures(actions: LogActionRegistry) -> None:
    """What the journal says of them; never what was said by readers."""
    actions.register_action("feedback.settled", "Retour traité", "Retour de lecture traité")
    actions.register_action("feedback.reopened", "Retour rouvert", "Retour de lecture rouvert")
