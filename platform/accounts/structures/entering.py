"""A structure that nobody has delivered, entered by a member: for members, until somebody opens it to everyone."""

import hashlib

from django.utils.text import slugify

from accounts.models import Organisation, User
from accounts.structures.events import OrganisationsChanged
from outbox.transactions import one_change, tell


def enter(*, organisation: Organisation, key: str, by: User) -> Organisation:
    """Keep this new structure under the key of its form: posted twice, it is one."""
    with one_change():
        organisation.entered_by, organisation.entry_key = by, f"{by.pk}-{key}"[:64]
        if known := Organisation.objects.filter(entry_key=organisation.entry_key).first():
            return known
        suffix = hashlib.sha256(organisation.entry_key.encode()).hexdigest()[:10]
        organisation.slug = f"{slugify(organisation.name)[:80].strip('-') or 'structure'}-{suffix}"
        organisation.save()
        tell(OrganisationsChanged, [organisation.ref])
    return organisation
