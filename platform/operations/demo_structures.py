"""What the demonstration's structures are: their sort and trades, as their own people would have said."""

import json
from pathlib import Path

from accounts.models import Organisation
from accounts.structures.events import OrganisationsChanged
from outbox.transactions import tell
from vocabulary.models import Sector, ShippedFile

FILE = "structures.json"


def load(folder: Path) -> None:
    """Said once of those of whom nobody has said anything yet."""
    ShippedFile.load_once(folder / FILE, _say)


def _say(path: Path) -> None:
    told = json.loads(path.read_text(encoding="utf-8"))
    for organisation in Organisation.objects.filter(source_id__in=told, own_type=""):
        organisation.own_type, sectors = told[organisation.source_id]
        organisation.save(update_fields=["own_type"])
        organisation.sectors.set(Sector.objects.filter(slug__in=sectors))
        tell(OrganisationsChanged, [organisation.ref])
