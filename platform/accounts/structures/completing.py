"""What the people of an organisation say of it, beside what its source delivers; a newer text is never overwritten."""

from collections.abc import Mapping, Sequence
from typing import Any

from django.db.models import F
from django.utils import timezone

from accounts.models import Organisation, User
from accounts.structures.events import OrganisationsChanged
from outbox.transactions import one_change, tell
from vocabulary.models import Sector


class NewerTextError(Exception):
    """Somebody saved since this form was opened."""


def complete(
    *, organisation: Organisation, by: User, texts: Mapping[str, Any], sectors: Sequence[Sector], version: int
) -> None:
    """Save what its people say (`Organisation.OWN`), if `version` is still the one they read. NewerTextError if not."""
    with one_change():
        standing = Organisation.objects.filter(pk=organisation.pk, own_version=version, merged_into__isnull=True)
        own = {name: texts[name] for name in Organisation.OWN}
        if not standing.update(**own, own_version=F("own_version") + 1, own_saved_at=timezone.now(), own_saved_by=by):
            raise NewerTextError
        organisation.sectors.set(sectors)
        tell(OrganisationsChanged, [organisation.ref])
