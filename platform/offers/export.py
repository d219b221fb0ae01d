"""The catalogue as others take it: each row in data·inclusion's form, from which an import makes the same row again."""

from collections.abc import Collection, Mapping
from typing import Any

from data_inclusion.schema import v1

from accounts.models import Organisation, shown_to
from accounts.structures.types import guessed
from cards.kinds import Viewer
from offers.models import Offer
from territories.models import Country

BELGIAN_POSTCODE = 4
"""Digits; the only sign of the country for a structure whose municipality is unknown."""
_BOTH = {
    "source": "source", "id": "source_id", "nom": "name", "description": "description", "lien_source": "source_link",
    "commune": "city", "code_postal": "postcode", "adresse": "address", "complement_adresse": "address_details",
    "latitude": "latitude", "longitude": "longitude", "telephone": "phone", "horaires_accueil": "opening_hours",
}  # fmt: skip
_SERVICE = _BOTH | {
    "structure_id": "organisation_source_id", "type": "type", "publics_precisions": "audience_details",
    "conditions_acces": "conditions", "frais": "fees", "frais_precisions": "fees_details",
    "modes_accueil": "reception_modes", "modes_mobilisation": "request_modes", "mobilisable_par": "requested_by",
    "mobilisation_precisions": "request_details", "lien_mobilisation": "request_link",
    "volume_horaire_hebdomadaire": "weekly_hours", "nombre_semaines": "weeks",
}  # fmt: skip
_STRUCTURE = _BOTH | {
    "siret": "siret", "site_web": "website", "accessibilite_lieu": "accessibility", "reseaux_porteurs": "networks",
}  # fmt: skip
"""The schema's fields that are a column as it is."""


def service(offer: Offer, viewer: Viewer, people: Collection[str]) -> dict[str, Any]:
    """A service as `v1.Service` has it; `_pays` where places are Belgian, and `_pour`, are the house's own additions.

    Read it with its themes and audiences. What names a person is null for strangers: `people` are those whose name in
    its address makes it personal.
    """
    found = {name: getattr(offer, column) for name, column in _SERVICE.items()} | {
        "date_maj": offer.updated_on.isoformat(),
        "thematiques": sorted(theme.slug for theme in offer.themes.all()),
        "publics": sorted(audience.slug for audience in offer.audiences.all()),
        "zone_eligibilite": [_bare(code) for code in offer.zones or ()],
        "code_insee": _bare(offer.municipality_id or ""),
        "contact_nom_prenom": offer.contact_for(viewer),
        "courriel": offer.email_for(viewer, people),
    }
    return _in_form(v1.Service, found, offer.country) | {"_pour": offer.serves}


def structure(organisation: Organisation, viewer: Viewer, people: Collection[str]) -> dict[str, Any]:
    """A structure as `v1.Structure` has it; `people` are those whose name in its address makes it personal.

    What its source delivered, not what its people say of it here: whoever takes it in again makes the same row. `_bce`
    and `_type` are the house's own additions.
    """
    code, updated_on = organisation.municipality_id or "", organisation.source_updated_on
    belgian = code.startswith(Country.BE) if code else len(organisation.postcode) == BELGIAN_POSTCODE
    found = {name: getattr(organisation, column) for name, column in _STRUCTURE.items()} | {
        "date_maj": updated_on.isoformat() if updated_on else None,
        "code_insee": _bare(code),
        "courriel": shown_to(viewer, organisation.email, people),
    }
    country = Country.BE if belgian else Country.FR
    told = organisation.type != guessed(organisation.name, organisation.networks, country)
    own = {"_bce": organisation.bce, "_type": organisation.type if told else ""}
    return _in_form(v1.Structure, found, country) | {name: value for name, value in own.items() if value}


def _in_form(model: Any, found: Mapping[str, Any], country: str) -> dict[str, Any]:
    """Every field of the schema, null where nothing is known. France goes without saying, as in the schema."""
    said = {name: None if found[name] in ("", []) else found[name] for name in model.model_fields}
    return said | ({"_pays": country} if country != Country.FR else {})


def _bare(code: str) -> str:
    """As data·inclusion writes it: the country is said once, by `_pays`."""
    return code.partition(":")[2]
