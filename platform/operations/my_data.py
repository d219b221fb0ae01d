"""What members do with what is kept about them: take it away, or leave with it."""

import io
import json
import logging
import zipfile
from collections.abc import Mapping
from datetime import date, datetime
from typing import Any

from django.conf import settings
from django.core.serializers.json import DjangoJSONEncoder
from django.template.loader import render_to_string
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.text import capfirst

from accounts.models import User
from operations.personal_data import erase_person, export_person, owners
from operations.roles import LastAdministratorError, is_last
from outbox.transactions import one_change
from ui.letters import letter

logger = logging.getLogger(__name__)
_OTHERS = {
    "action": "geste", "audiences": "publics", "comment": "remarque", "contributors": "personnes créditées",
    "created_at": "créé le", "date_joined": "inscription le", "done_at": "fait le",
    "first": "première structure", "is_active": "compte ouvert", "label": "libellé", "object_str": "sur",
    "own_saved_by": "complété par", "page": "page", "removed_at": "retiré le", "role": "rôle",
    "said_by": "dit par", "second": "seconde structure", "themes": "thèmes", "timestamp": "le",
    "told_at": "dit le", "type": "type", "uid": "identifiant", "url_path": "adresse de la page",
    "user": "personne", "word": "mot", "workplace": "structure",
}  # fmt: skip
"""What several models name in several ways, or in English."""


def taken_away(person: User) -> bytes:
    """A zip of all that is kept about this person: a page to read, and the same for programs."""
    told = export_person(person)
    context = {
        "told": {title: [in_french(row) for row in rows] for title, rows in told.items()},
        "site": settings.SITE_NAME,
        "day": timezone.localdate(),
        "name": person.get_full_name(),
    }
    archive = io.BytesIO()
    with zipfile.ZipFile(archive, "w", zipfile.ZIP_DEFLATED) as files:
        files.writestr("mes-donnees.html", render_to_string("operations/my_data_file.html", context))
        files.writestr(
            "mes-donnees.json", json.dumps(told, cls=DjangoJSONEncoder, ensure_ascii=False, indent=2, default=str)
        )
    return archive.getvalue()


def in_french(row: Mapping[str, Any]) -> dict[str, Any]:
    """A row with its fields named as our forms name them, for whoever reads rather than parses."""
    named = _names()
    return {capfirst(named.get(key.split("__")[0], key.replace("_", " "))): _plain(value) for key, value in row.items()}


def _names() -> dict[str, str]:
    """What each field is called: its own French name where its model gives one."""
    fields = (
        (field.name, str(field.verbose_name))
        for owner in owners()
        for model in owner.models
        for field in model._meta.fields
        if not hasattr(field, "parent_link")
    )
    return {name: called for name, called in fields if called != name.replace("_", " ")} | _OTHERS


def _plain(value: Any) -> Any:
    if isinstance(value, bool):
        return "oui" if value else "non"
    if isinstance(value, datetime):
        return date_format(timezone.localtime(value), "j F Y H:i")
    return date_format(value, "j F Y") if isinstance(value, date) else value


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
