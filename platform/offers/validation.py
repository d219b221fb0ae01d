"""What a delivered record must be: data·inclusion's own models, and all that they let through."""

import math
import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Annotated, Any, Literal, TypeAlias

from data_inclusion.schema import v1
from pydantic import Field, StringConstraints, ValidationError

from accounts.structures.numbers import digits_of, is_right_bce, is_right_siret
from accounts.structures.types import OrganisationType
from offers.dates import day
from offers.deliveries.fields import kind_of
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
_VOCABULARIES: Mapping[str, frozenset[str]] = {
    name: frozenset(word.value for word in words)
    for name, words in {
        "thematiques": v1.Thematique,
        "publics": v1.Public,
        "modes_accueil": v1.ModeAccueil,
        "modes_mobilisation": v1.ModeMobilisation,
        "mobilisable_par": v1.PersonneMobilisatrice,
        "reseaux_porteurs": v1.ReseauPorteur,
    }.items()
}
_LONGEST = {
    "source": 100, "id": 250, "structure_id": 250, "adresse": 300, "complement_adresse": 300, "commune": 150,
    "telephone": 60, "courriel": 254, "contact_nom_prenom": 200, "horaires_accueil": 1000,
    "site_web": 2000, "lien_source": 2000, "lien_mobilisation": 2000, "accessibilite_lieu": 2000,
}  # fmt: skip
_LONGEST_TEXT = 10_000
_MOST_CODES = 5_500
"""Codes of one zone: all the municipalities of Grand Est, the region of most; the known sources name 300."""
_PHONE = re.compile(r"\+?(?:[\s.()/-]{0,3}\d){3,20}(?:\s*(?:poste|ext\.?|p\.)\s*\d{1,6})?", re.IGNORECASE)
_LINKS = {name for name in _LONGEST if name.startswith(("site_", "lien_", "accessibilite_"))}
_HIGHEST = {"volume_horaire_hebdomadaire": 168, "nombre_semaines": 1000}


class RefusedRecordError(Exception):
    """This record is not taken; the message says why, in French."""


@dataclass(frozen=True, slots=True)
class Checked:
    """A record that may be kept: a model of the schema, and what is odd about it, in French."""

    record: Any
    kind: str
    country: Country
    doubts: list[str]


def checked(raw: dict[str, Any], default_source: str = "", kind: str = "") -> Checked:
    """The record, its texts cleaned. Raises RefusedRecordError with the reasons.

    What the schema refuses is refused, and so is what would put a service in a wrong place or under a wrong key. What
    is only doubtful is kept as delivered and said: a SIRET that its own control digit denies, a telephone that is no
    number; and a word that the schema does not know, among others that it knows, is left out and said.
    """
    kind, country = kind or kind_of(raw), _country(raw)
    said = {name: _said(value) for name, value in named(raw, default_source).items()}
    if "date_maj" in said:
        said["date_maj"] = day(said["date_maj"])
    doubts = _without_unknown_words(said)
    try:
        record = _MODELS[country][kind].model_validate(said)
    except ValidationError as error:
        raise RefusedRecordError(in_french(error)) from error
    _check_keys(record, named(raw, default_source))
    _check_lengths(record)
    _check_numbers(record)
    return Checked(record, kind, country, doubts + _doubts(record))


def named(raw: dict[str, Any], default_source: str) -> dict[str, Any]:
    """A record that names no source is of the default one, and so are its keys: a producer's own workbook."""
    if not default_source or raw.get("source"):
        return raw
    keys = {name: raw[name] for name in ("id", "structure_id") if isinstance(raw.get(name), str) and raw[name]}
    start = f"{default_source}--"
    own = {name: key if key.startswith(start) else f"{start}{key}" for name, key in keys.items()}
    return raw | {"source": default_source} | own


def _country(raw: dict[str, Any]) -> Country:
    """France, unless the record says `_pays`: codes of places mean nothing without it."""
    try:
        return Country(raw.get("_pays") or Country.FR)
    except (ValueError, TypeError) as error:
        raise RefusedRecordError("_pays : pays inconnu.") from error


def serves_of(raw: dict[str, Any]) -> list[str] | None:
    """`_pour`, our own addition to the schema: whom the service serves, when its source says it."""
    said = raw.get("_pour")
    if said is None:
        return None
    if not isinstance(said, list) or not said or not all(value in Serves.values for value in said):
        raise RefusedRecordError(f"_pour : liste attendue parmi {', '.join(Serves.values)}.")
    return sorted(set(said), key=Serves.values.index)


def own_words_of(raw: dict[str, Any]) -> dict[str, str]:
    """`_bce` and `_type`, our own additions to a structure: its Belgian number; its sort, when its source tells."""
    told = {}
    if (number := raw.get("_bce")) is not None:
        told["bce"] = digits_of(number) if isinstance(number, str) else ""
        if not is_right_bce(told["bce"]):
            raise RefusedRecordError(
                "_bce : numéro d’entreprise belge attendu, dix chiffres et clef de contrôle juste."
            )
    if (sort := raw.get("_type")) is not None:
        if sort not in OrganisationType.values:
            raise RefusedRecordError(f"_type : valeur attendue parmi {', '.join(OrganisationType.values)}.")
        told["type"] = sort
    return told


def _said(value: Any) -> Any:
    """A blank text or an empty list says nothing: it is unknown, like null."""
    if isinstance(value, str):
        return cleaned(value) or None
    if isinstance(value, list):
        return [cleaned(item) if isinstance(item, str) else item for item in value] or None
    return value


def _without_unknown_words(said: dict[str, Any]) -> list[str]:
    """A vocabulary grows before we hear of it: one new word does not cost the service, if others are understood."""
    doubts = []
    for name, words in _VOCABULARIES.items():
        values = said.get(name)
        if not isinstance(values, list) or not all(isinstance(value, str) for value in values):
            continue
        unknown = [value for value in values if value not in words]
        if unknown and len(unknown) < len(values):
            said[name] = [value for value in values if value in words]
            doubts.append(f"{name} : valeur inconnue, laissée de côté (« {unknown[0][:60]} »).")
    return doubts


def _doubts(record: Any) -> list[str]:
    doubts = []
    siret = getattr(record, "siret", None)
    if siret and not is_right_siret(siret):
        doubts.append(f"siret : la clef de contrôle de « {siret} » est fausse ; gardé tel quel.")
    if record.telephone and not _PHONE.fullmatch(record.telephone):
        doubts.append(f"telephone : « {record.telephone[:30]} » n’est pas un numéro ; gardé tel quel.")
    return doubts


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
    for name, value in vars(record).items():
        text = str(value) if name in _LINKS and value else value
        longest = _LONGEST.get(name, _LONGEST_TEXT)
        if isinstance(text, str) and len(text) > longest:
            raise RefusedRecordError(f"{name} : texte trop long ({longest} caractères au plus).")
    if len(getattr(record, "zone_eligibilite", None) or ()) > _MOST_CODES:
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
