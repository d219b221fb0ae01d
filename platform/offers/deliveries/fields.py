"""What the schema's fields are, for forms that tell neither types nor kinds by themselves."""

from collections.abc import Mapping
from typing import Any

from data_inclusion.schema import v1

_SERVICE, _STRUCTURE = v1.Service.model_fields.keys(), v1.Structure.model_fields.keys()
LISTS = frozenset(
    {"thematiques", "publics", "modes_accueil", "zone_eligibilite", "modes_mobilisation", "mobilisable_par"}
    | {"reseaux_porteurs", "_pour"}
)
NUMBERS = frozenset({"latitude", "longitude", "volume_horaire_hebdomadaire", "nombre_semaines"})
WIDTHS: Mapping[str, int] = {"code_postal": 5, "code_insee": 5, "siret": 14, "telephone": 10}
"""Digits of what a spreadsheet takes for a number, and whose first zero it loses, in France."""


def kind_of(record: Mapping[str, Any]) -> str:
    """`service` or `structure`: services and structures come mixed, and what only one of them has tells them apart.

    What is said counts before what is merely named: a table of both kinds has the columns of both.
    """
    said = {name for name, value in record.items() if value not in (None, "", [])}
    if not said.isdisjoint(_SERVICE - _STRUCTURE):
        return "service"
    if not said.isdisjoint(_STRUCTURE - _SERVICE):
        return "structure"
    return "structure" if record.keys().isdisjoint(_SERVICE - _STRUCTURE) else "service"
