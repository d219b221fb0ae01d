"""What members do with what is kept about them: take it away, or leave with it."""

import io
import json
import logging
import zipfile

from django.conf import settings
from django.core.serializers.json import DjangoJSONEncoder
from django.template.loader import render_to_string
from django.utils import timezone

from accounts.models import User
from operations.personal_data import erase_person, export_person
from operations.roles import LastAdministratorError, is_last
from outbox.transactions import one_change
from ui.letters import letter

logger = logging.getLogger(__name__)


def taken_away(person: User) -> bytes:
    """A zip of all that is kept about this person: a page to read, and the same for programs."""
    told = export_person(person)
    context = {"told": told, "site": settings.SITE_NAME, "day": timezone.localdate(), "name": person.get_full_name()}
    archive = io.BytesIO()
    with zipfile.ZipFile(archive, "w", zipfile.ZIP_DEFLATED) as files:
        files.writestr("mes-donnees.html", render_to_string("operations/my_data_file.html", context))
        files.writestr(
            "mes-donnees.json", json.dumps(told, cls=DjangoJSONEncoder, ensure_ascii=False, indent=2, default=str)
        )
    return archive.getvalue()


def may_leave(person: User) -> bool:
    """Whether somebody else runs the site."""
    return not is_last([person.pk])


def leave(*, person: User) -> None:
    """Erase this person everywhere, and tell them so in a last letter. Raises LastAdministratorError."""
    address, name = person.email, person.first_name
    with one_change():
        # Held while it is checked: two who are the last two never leave at once.
        list(User.objects.select_for_update().filter(is_superuser=True).order_by("pk").values_list("pk"))
        if not may_leave(person):
            raise LastAdministratorError
        erase_person(person)
    try:
        letter("emails/gone.txt", subject="Votre compte est supprimé", to=address, context={"name": name}).send()
    except Exception:
        # They are gone all the same: nobody is left to whom it could be said again.
        logger.exception("The last letter to somebody who left was not sent")
