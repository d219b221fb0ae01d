"""What the import desk takes in, in the order of its first screen."""

from collections.abc import Mapping

from fichesactions.desk.sheets import SheetDesk
from imports.desks import Desk
from offers.desk.services import OfferDesk

DESKS: Mapping[str, Desk] = {
    "sheet": SheetDesk("sheet", "Fiches actions", "une manière de faire par fichier Word ou par ligne de tableau"),
    "practice": SheetDesk("practice", "Bonnes pratiques", "une expérience racontée par fichier ou par ligne"),
    "tool": SheetDesk("tool", "Outils", "un outil par fichier ou par ligne"),
    "offer": OfferDesk(),
}
