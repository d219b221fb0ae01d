"""From a validated record to the columns of our tables: the one place where the schema's words become ours."""

import hashlib
import json
import re
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from django.utils.text import slugify

from accounts.structures.numbers import host_of
from accounts.structures.types import guessed
from offers.models import Serves
from offers.validation import checked, own_words_of, serves_of
from offers.zones import with_country
from territories.models import Country
from territories.spelling import fold

READING = 2
"""Raise when this mapping changes: fingerprints change with it, and the next delivery is read afresh."""
LONGEST_NAME = 250
_COMPANIES = re.compile(r"\b(?:employeur|recruteur|entreprise)", re.IGNORECASE)
_WHO_ASKS = {"usagers": Serves.PERSON, "professionnels": Serves.PROFESSIONAL}


@dataclass(frozen=True, slots=True)
class Row:
    """One record ready to be kept: our columns, and for a service the slugs of its themes and audiences."""

    kind: str
    columns: dict[str, Any]
    themes: tuple[str, ...] = ()
    audiences: tuple[str, ...] = ()
    doubts: list[str] = field(default_factory=list, compare=False)
    """What is odd about the record, for the report; not kept."""

    @property
    def key(self) -> str:
        return str(self.columns["source_id"])

    def as_json(self) -> str:
        return json.dumps([self.kind, self.columns, self.themes, self.audiences], default=str)

    @classmethod
    def from_json(cls, text: str) -> "Row":
        kind, columns, themes, audiences = json.loads(text)
        for name in ("updated_on", "source_updated_on"):
            if name in columns:
                columns[name] = date.fromisoformat(columns[name])
        return cls(kind, columns, tuple(themes), tuple(audiences))


def row(raw: dict[str, Any], default_source: str = "", kind: str = "") -> Row:
    """Read one delivered record. Raises RefusedRecordError with the reasons when it cannot be kept."""
    found = checked(raw, default_source, kind)
    record, country = found.record, found.country
    if found.kind == "structure":
        columns = _place(record, country) | _structure(record, country) | own_words_of(raw)
        return _sealed(Row("structure", columns, doubts=found.doubts))
    columns = _place(record, country) | _service(record, country)
    columns["serves"] = serves_of(raw) or _serves(record)
    return _sealed(Row("service", columns, _slugs(record.thematiques), _slugs(record.publics), found.doubts))


def stable_slug(name: str, source_id: str) -> str:
    """An address from the name at first sight and the source's key: forty bits of it keep namesakes apart."""
    suffix = hashlib.sha256(source_id.encode()).hexdigest()[:10]
    return f"{slugify(name)[:80].strip('-') or 'service'}-{suffix}"


def _sealed(made: Row) -> Row:
    made.columns["fingerprint"] = hashlib.sha256(f"{READING}{made.as_json()}".encode()).hexdigest()
    made.columns["slug"] = stable_slug(made.columns["name"], made.key)
    return made


def _place(record: Any, country: Country) -> dict[str, Any]:
    nowhere = record.latitude is None or (record.latitude, record.longitude) == (0, 0)
    return {
        "source": record.source,
        "source_id": record.id,
        "name": record.nom,
        "description": record.description or "",
        "address": record.adresse or "",
        "address_details": record.complement_adresse or "",
        "postcode": record.code_postal or "",
        "city": record.commune or "",
        "municipality_id": with_country(record.code_insee, country) if record.code_insee else None,
        "latitude": None if nowhere else record.latitude,
        "longitude": None if nowhere else record.longitude,
        "phone": record.telephone or "",
        "email": record.courriel or "",
        "opening_hours": record.horaires_accueil or "",
        "source_link": _text(record.lien_source),
    }


def _structure(record: Any, country: Country) -> dict[str, Any]:
    website, networks = _text(record.site_web), list(_slugs(record.reseaux_porteurs))
    return {
        "folded": fold(record.nom)[:LONGEST_NAME],
        "type": guessed(record.nom, networks, country.value),
        "siret": record.siret or "",
        "bce": "",
        "website": website,
        "site_host": host_of(website),
        "accessibility": _text(record.accessibilite_lieu),
        "networks": networks,
        "source_updated_on": record.date_maj,
    }


def _service(record: Any, country: Country) -> dict[str, Any]:
    zones = record.zone_eligibilite
    return {
        "organisation_source_id": record.structure_id,
        "country": country.value,
        "type": record.type.value if record.type else "",
        "audiences_known": record.publics is not None,
        "audience_details": record.publics_precisions or "",
        "conditions": record.conditions_acces or "",
        "fees": record.frais.value if record.frais else "",
        "fees_details": record.frais_precisions or "",
        "zones": None if zones is None else [with_country(code, country) for code in zones],
        "reception_modes": list(_slugs(record.modes_accueil)),
        "request_modes": list(_slugs(record.modes_mobilisation)),
        "requested_by": list(_slugs(record.mobilisable_par)),
        "request_link": _text(record.lien_mobilisation),
        "request_details": record.mobilisation_precisions or "",
        "contact_person": record.contact_nom_prenom or "",
        "weekly_hours": record.volume_horaire_hebdomadaire,
        "weeks": record.nombre_semaines,
        "updated_on": record.date_maj,
    }


def _serves(record: Any) -> list[str]:
    """The schema has no word for companies: a service made for them says so in its name or its audience's details."""
    who = {_WHO_ASKS[person.value] for person in record.mobilisable_par or ()} or {Serves.PERSON}
    starts_one = any(theme.value.startswith("creer-une-entreprise") for theme in record.thematiques or ())
    if not starts_one and _COMPANIES.search(f"{record.nom} {record.publics_precisions or ''}"):
        who.add(Serves.COMPANY)
    return [value for value in Serves.values if value in who]


def _slugs(values: Any) -> tuple[str, ...]:
    return tuple(sorted(value.value for value in values or ()))


def _text(value: Any) -> str:
    return "" if value is None else str(value)
