"""A line of an office's table made records of a service and of its structure, in the words of the schema."""

import hashlib
import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any

from django.core.exceptions import ValidationError
from django.core.validators import URLValidator, validate_email

from imports.models import ImportRun
from imports.words import folded
from offers.dates import day
from offers.desk import values
from offers.desk.fields import MORE, TARGETS
from offers.desk.tables import TableRow
from territories.models import Country
from territories.places import Place, understand

LONGEST_NAME = 150
SHORTEST = 3
_LINKS = {"lien_mobilisation", "lien_source", "site_web"}
_MOST = 10_000
"""Hours or weeks: more is no count of them."""
_NUMBERS = {"volume_horaire_hebdomadaire": float, "nombre_semaines": int}
_PLACE = ("adresse", "complement_adresse", "code_postal", "commune", "code_insee")
_number = re.compile(r"\d+(?:[.,]\d+)?")
_is_link = URLValidator(schemes=["http", "https"])


class UnusableRowError(ValueError):
    """A line that makes neither a service nor a structure; the message says why."""


@dataclass(slots=True)
class Made:
    """What a line makes."""

    records: list[dict[str, Any]]
    title: str
    filled: list[str]
    doubts: list[str] = field(default_factory=list)
    key: str = ""
    """Of its service, else of its structure, without the source."""


class Composing:
    """Lines of one import, with what is the same for all of them."""

    def __init__(self, run: ImportRun) -> None:
        values.forget_words()
        self._run = run
        self._country = Country(run.options.get("country") or Country.FR)
        self._places: dict[str, str] = {}

    def make(self, row: TableRow) -> Made:
        """The records of a line. Raises UnusableRowError."""
        doubts: list[str] = []
        service, structure, more = self._sorted(row)
        name = structure.get("nom") or str(self._run.options.get("structure") or "")
        if not service.get("nom") and not name:
            raise UnusableRowError("Ni nom de service, ni nom de structure.")
        records: list[dict[str, Any]] = []
        key = ""
        if name:
            said = {**structure, "nom": name}
            key = said.get("id") or _hashed(name, structure.get("commune", "") or structure.get("code_postal", ""))
            records.append(self._structure(said, key, doubts))
        if service.get("nom"):
            if not name:
                raise UnusableRowError(
                    "La structure n’est pas nommée : complétez la ligne, ou nommez une structure pour tout le tableau."
                )
            records.append(self._service(service, more, key, name, doubts))
        elif service.get("description"):
            doubts.append("Sans nom de service : seule sa structure est prise.")
        filled = [t.label for t in TARGETS.values() if records[-1].get(t.field) and t.key.startswith("service.")]
        return Made(records, records[-1]["nom"], filled if service.get("nom") else [], doubts, records[-1]["id"])

    def title_of(self, row: TableRow) -> str:
        """What a line that makes nothing is called: its names if it has one, else whatever it begins with."""
        service, structure, _ = self._sorted(row)
        return (service.get("nom") or structure.get("nom") or next(iter(row.cells.values())))[:80]

    def _sorted(self, row: TableRow) -> tuple[dict[str, str], dict[str, str], list[str]]:
        kinds: Mapping[str, dict[str, str]] = {"service": {}, "structure": {}}
        more = []
        for column, cell in row.cells.items():
            target = self._run.target(folded(column))
            if target == MORE:
                more.append(f"{column.rstrip(' :')} : {cell}")
            elif target:
                kind, name = target.split(".", 1)
                held = kinds[kind].get(name)
                kinds[kind][name] = f"{held}\n{cell}" if held and name != "id" else held or cell
        return kinds["service"], kinds["structure"], more

    def _structure(self, said: dict[str, str], key: str, doubts: list[str]) -> dict[str, Any]:
        made: dict[str, Any] = {"id": _key(key), "nom": _one_line(said["nom"])[:LONGEST_NAME]}
        made |= self._common(said, doubts)
        siret = re.sub(r"\D", "", said.get("siret", ""))
        if said.get("siret") and (len(siret) != 14 or self._country == Country.BE):
            doubts.append("Le SIRET n’a pas quatorze chiffres : laissé de côté.")
        elif siret:
            made["siret"] = siret
        return self._dated(made, said)

    def _service(
        self, said: dict[str, str], more: list[str], structure: str, by: str, doubts: list[str]
    ) -> dict[str, Any]:
        name = _one_line(said["nom"])
        place = said.get("commune", "") or said.get("code_postal", "")
        text = "\n\n".join(filter(None, [name if len(name) > LONGEST_NAME else "", said.get("description", ""), *more]))
        if len(text) < 5:
            doubts.append("Sans description : le nom et la structure en tiennent lieu.")
            text = f"{name} ({by})"
        made: dict[str, Any] = {
            "id": _key(said.get("id") or _hashed(name, by, place)),
            "structure_id": _key(structure),
            "nom": name[:LONGEST_NAME],
            "description": text[:10_000],
        }
        made |= self._common(said, doubts)
        for target in ("publics_precisions", "conditions_acces", "frais_precisions", "mobilisation_precisions",
                       "contact_nom_prenom"):  # fmt: skip
            if said.get(target):
                made[target] = said[target]
        self._words(made, said, doubts)
        if zone := self._run.options.get("zone_codes"):
            made["zone_eligibilite"] = zone
        return self._dated(made, said)

    def _common(self, said: dict[str, str], doubts: list[str]) -> dict[str, Any]:
        """What services and structures both have."""
        made = {name: _one_line(said[name]) for name in (*_PLACE, "telephone") if said.get(name)}
        for name in ("telephone",):
            made |= {name: made[name][:60]} if name in made else {}
        if said.get("horaires_accueil"):
            made["horaires_accueil"] = said["horaires_accueil"]
        made |= _links(said, doubts) | _mail(said, doubts)
        made |= _counts(said, doubts)
        self._locate(made, doubts)
        return {name: value for name, value in made.items() if value}

    def _locate(self, made: dict[str, Any], doubts: list[str]) -> None:
        width = 4 if self._country == Country.BE else 5
        postcode = re.sub(r"\D", "", made.get("code_postal", ""))
        postcode = postcode.zfill(width) if len(postcode) == width - 1 and width == 5 else postcode
        if made.get("code_postal") and len(postcode) != width:
            doubts.append(f"Code postal « {made['code_postal'][:20]} » : laissé de côté.")
            postcode = ""
        made["code_postal"] = postcode
        if code := made.get("code_insee"):
            made["code_insee"] = code.zfill(5) if code.isdecimal() else code.upper()
            if not re.fullmatch(r"\w{5}", made["code_insee"], re.ASCII):
                made["code_insee"] = ""
        if not made.get("code_insee") and (asked := f"{postcode} {made.get('commune', '')}".strip()):
            made["code_insee"] = self._code_of(asked)
            if not made["code_insee"]:
                doubts.append(f"Lieu « {asked[:60]} » inconnu ici : le service ne sera trouvé par aucun bassin.")

    def _code_of(self, asked: str) -> str:
        if asked not in self._places:
            place = understand(asked, self._country)
            sure = isinstance(place, Place) and not place.approximate
            self._places[asked] = place.municipality.partition(":")[2] if isinstance(place, Place) and sure else ""
        return self._places[asked]

    def _words(self, made: dict[str, Any], said: dict[str, str], doubts: list[str]) -> None:
        for name in sorted(values.VOCABULARIES & said.keys()):
            found, unknown = self._meant(name, values.pieces(name, said[name]))
            if unknown:
                doubts.append(f"{TARGETS[f'service.{name}'].label} : « {', '.join(unknown)[:80]} » laissé de côté.")
            if found:
                made[name] = found if name in values.LISTS else found[0]
        if re.search(r"\d", said.get("frais", "")) and not made.get("frais_precisions"):
            made["frais_precisions"] = said["frais"]

    def _meant(self, name: str, pieces: Iterable[str]) -> tuple[list[str], list[str]]:
        found: list[str] = []
        unknown = []
        for piece in filter(folded, pieces):  # A « ? » or a dash says nothing.
            word = values.known(name, piece) or self._run.meant(name, folded(piece))
            if not word and not self._run.left_aside(name, folded(piece)):
                unknown.append(piece)
            found += values.words_of(name) if word == values.ALL else [word] if word else []
        return list(dict.fromkeys(found)), unknown

    def _dated(self, made: dict[str, Any], said: dict[str, str]) -> dict[str, Any]:
        written = str(day(said.get("date_maj", "").strip()))
        dated = written if re.fullmatch(r"\d{4}-\d{2}-\d{2}", written) else self._run.options.get("date")
        return made | {"date_maj": dated} | ({"_pays": "BE"} if self._country == Country.BE else {})


def _links(said: dict[str, str], doubts: list[str]) -> dict[str, str]:
    made = {}
    for name in sorted(_LINKS & said.keys()):
        link = said[name].split()[0]
        link = link if "://" in link else f"https://{link}"
        try:
            _is_link(link)
            made[name] = link
        except ValidationError:
            doubts.append(f"« {said[name][:60]} » n’est pas une adresse de site : laissé de côté.")
    return made


def _mail(said: dict[str, str], doubts: list[str]) -> dict[str, str]:
    if not said.get("courriel"):
        return {}
    address = re.split(r"[\s;,/]+", said["courriel"].strip())[0].removeprefix("mailto:")
    try:
        validate_email(address)
    except ValidationError:
        doubts.append(f"« {said['courriel'][:60]} » n’est pas une adresse électronique : laissé de côté.")
        return {}
    return {"courriel": address}


def _counts(said: dict[str, str], doubts: list[str]) -> dict[str, Any]:
    made: dict[str, Any] = {}
    for name in sorted(_NUMBERS.keys() & said.keys()):
        found = _number.search(said[name])
        number = float(found[0].replace(",", ".")) if found else 0.0
        if 0 < number < _MOST:
            made[name] = _NUMBERS[name](number)
        else:
            doubts.append(f"« {said[name][:40]} » n’est pas un nombre : laissé de côté.")
    return made


def _hashed(*words: str) -> str:
    return hashlib.sha256("|".join(folded(word) for word in words).encode()).hexdigest()[:16]


def _key(text: str) -> str:
    """As an identifier: printable, without spaces, short enough to bear its source's name."""
    return re.sub(r"\s+", "-", "".join(c for c in text if c.isprintable()).strip())[:120]


def _one_line(text: str) -> str:
    return " ".join(text.split())
