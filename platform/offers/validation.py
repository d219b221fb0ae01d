"""What a delivered record must be: data·inclusion's own models, and all that they let through."""

import math
from typing import Annotated, Any, Literal, TypeAlias

from data_inclusion.schema import v1
from pydantic import Field, StringConstraints, ValidationError

from offers.models import Serves
from offers.reasons import in_french
from offers.texts import cleaned
from territories.models import Country

BelgianPostcode: TypeAlias = Annotated[str, StringConstraints(pattern=r"^\d{4}$")]
NisCode: TypeAlias = Annotated[str, StringConstraints(pattern=r"^\d{5}$")]
BelgianZones: TypeAlias = Annotated[list[NisCode | Literal["wallonie", "belgique"]], Field(min_length=1)]


class BelgianStructure(v1.Structure):
    """A structure of Wallonia: four-digit postcode, NIS code, no SIRET."""

    code_postal: BelgianPostcode | None = None
    code_insee: NisCode | None = None
    siret: None = None


class BelgianService(v1.Service):
    """A service of Wallonia; its zone is NIS codes of municipalities or provinces, `wallonie` or `belgique`."""

    code_postal: BelgianPostcode | None = None
    code_insee: NisCode | None = None
    zone_eligibilite: BelgianZones | None = None


_MODELS = {
    Country.FR: {"structure": v1.Structure, "service": v1.Service},
    Country.BE: {"structure": BelgianStructure, "service": BelgianService},
}
_ONLY_IN_SERVICES = v1.Service.model_fields.keys() - v1.Structure.model_fields.keys()
_LONGEST = {
    "source": 100, "id": 250, "structure_id": 250, "adresse": 300, "complement_adresse": 300, "commune": 150,
    "telephone": 60, "courriel": 254, "contact_nom_prenom": 200, "horaires_accueil": 1000,
    "site_web": 2000, "lien_source": 2000, "lien_mobilisation": 2000, "accessibilite_lieu": 2000,
}  # fmt: skip
_LONGEST_TEXT = 10_000
_HIGHEST = {"volume_horaire_hebdomadaire": 168, "nombre_semaines": 1000}


class RefusedRecordError(Exception):
    """This record is not taken; the message says why, in French."""


def is_service(raw: dict[str, Any]) -> bool:
    """Services and structures come mixed: what only services have tells them apart."""
    return not _ONLY_IN_SERVICES.isdisjoint(raw)


def country_of(raw: dict[str, Any]) -> Country:
    """France, unless the record says `_pays`: codes of places mean nothing without it."""
    try:
        return Country(raw.get("_pays") or Country.FR)
    except (ValueError, TypeError) as error:
        raise RefusedRecordError("_pays : pays inconnu.") from error


def validated(raw: dict[str, Any], default_source: str = "") -> Any:
    """The record as a data·inclusion model, its texts cleaned. Raises RefusedRecordError with the reasons."""
    kind = "service" if is_service(raw) else "structure"
    said = {name: _said(value) for name, value in raw.items()}
    if default_source and said.get("source") is None:
        said["source"] = default_source
    try:
        record = _MODELS[country_of(raw)][kind].model_validate(said)
    except ValidationError as error:
        raise RefusedRecordError(in_french(error)) from error
    _check_keys(record, raw)
    _check_lengths(record)
    _check_numbers(record)
    return record


def serves_of(raw: dict[str, Any]) -> list[str] | None:
    """`_pour`, our own addition to the schema: whom the service serves, when its source says it."""
    said = raw.get("_pour")
    if said is None:
        return None
    if not isinstance(said, list) or not said or not all(value in Serves.values for value in said):
        raise RefusedRecordError(f"_pour : liste attendue parmi {', '.join(Serves.values)}.")
    return sorted(set(said), key=Serves.values.index)


def _said(value: Any) -> Any:
    """A blank text or an empty list says nothing: it is unknown, like null."""
    if isinstance(value, str):
        return cleaned(value) or None
    if isinstance(value, list):
        return [cleaned(item) if isinstance(item, str) else item for item in value] or None
    return value


def _check_keys(record: Any, raw: dict[str, Any]) -> None:
    for name in ("id", "structure_id"):
        key = getattr(record, name, None)
        if key is None:
            continue
        if key != raw[name] or not key.isprintable():
            raise RefusedRecordError(f"{name} : caractères interdits dans un identifiant.")
        if name == "id" and not (key.startswith(f"{record.source}--") and key != f"{record.source}--"):
            raise RefusedRecordError(f"id : « {record.source}-- » attendu au début de « {key[:60]} ».")


def _check_lengths(record: Any) -> None:
    for name in type(record).model_fields:
        value = getattr(record, name)
        longest = _LONGEST.get(name, _LONGEST_TEXT)
        if value is not None and not isinstance(value, int | float | set | list) and len(str(value)) > longest:
            raise RefusedRecordError(f"{name} : texte trop long ({longest} caractères au plus).")
    if len(getattr(record, "zone_eligibilite", None) or ()) > _LONGEST_TEXT:
        raise RefusedRecordError("zone_eligibilite : trop de codes.")


def _check_numbers(record: Any) -> None:
    for name, bound in (("latitude", 90), ("longitude", 180)):
        value = getattr(record, name)
        if value is not None and not (math.isfinite(value) and abs(value) <= bound):
            raise RefusedRecordError(f"{name} : nombre de -{bound} à {bound} attendu.")
    if (record.latitude is None) != (record.longitude is None):
        raise RefusedRecordError("latitude et longitude : l’une ne va pas sans l’autre.")
    for name, highest in _HIGHEST.items():
        value = getattr(record, name, None)
        if value is not None and not value <= highest:
            raise RefusedRecordError(f"{name} : {highest} au plus.")
