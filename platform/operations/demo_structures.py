"""What the demonstration's structures are: their sort and trades, as their own people would have said."""

import json
from pathlib import Path

from accounts.models import Organisation
from accounts.structures.events import OrganisationsChanged
from outbox.transactions import one_change, tell
from vocabulary.models import Sector, ShippedFile

FILE = "structures.json"


def load(folder: Path) -> None:
    """Said once of those of whom nobody has said anything yet."""
    pending = ShippedFile.pending([folder / FILE])
    if not pending:
        return
    told = json.loads((folder / FILE).read_text(encoding="utf-8"))
    with one_change():
        for organisation in Organisation.objects.filter(source_id__in=told, own_type=""):
            organisation.own_type, sectors = told[organisation.source_id]
            organisation.save(update_fields=["own_type"])
            organisation.sectors.set(Sector.objects.filter(slug__in=sectors))
            tell(OrganisationsChanged, [organisation.ref])
        ShippedFile.mark_loaded(pending)
