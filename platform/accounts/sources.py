"""The names of sources as their own users know them."""

from collections.abc import Mapping

_NAMES: Mapping[str, str] = {
    "action-logement": "Action Logement",
    "agefiph": "Agefiph",
    "aides-jeunes": "Aides jeunes (1jeune1solution)",
    "carif-oref": "Réseau des Carif-Oref",
    "demo": "Catalogue de démonstration",
    "dora": "DORA",
    "emplois-de-linclusion": "Les emplois de l’inclusion",
    "finess": "FINESS",
    "france-travail": "France Travail",
    "fredo": "Fredo",
    "ma-boussole-aidants": "Ma Boussole Aidants",
    "mediation-numerique": "Cartographie de la médiation numérique",
    "mes-aides": "Mes aides",
    "mission-locale": "Missions locales",
    "monenfant": "monenfant.fr",
    "odspep": "France Travail (ODSPEP)",
    "reseau-alpha": "Réseau Alpha",
    "soliguide": "Soliguide",
    "wallonie-synthetique": "Wallonie (données fictives)",
}


def name(source: str) -> str:
    """« Les emplois de l’inclusion » for `emplois-de-linclusion`; a source that is not known here, made readable."""
    readable = source.replace("-", " ").replace("_", " ").strip()
    return _NAMES.get(source) or readable[:1].upper() + readable[1:]
