"""Files of territories as they come in: opened, recognised by their header, read before anything is saved."""

import csv
import io
import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from cards.words import unreadable
from territories.models import Country

MUNICIPALITIES = (
    "country", "territory", "basin", "municipality_code", "name", "postcode", "latitude", "longitude", "successor",
)  # fmt: skip
LOCALITIES = ("country", "municipality_code", "postcode", "locality")
OPTIONAL = {MUNICIPALITIES: {"population"}, LOCALITIES: {"former"}}
MOST_BYTES = 50 * 1024 * 1024
CODE = {Country.BE: r"\d{5}", Country.FR: r"(\d{2}|2[AB])\d{3}"}
POSTCODE = {Country.BE: r"[1-9]\d{3}", Country.FR: r"\d{5}"}


class DeliveryRefusedError(Exception):
    """The file as a whole cannot be taken; the message says why, in a French sentence."""


class LineRefusedError(Exception):
    """One line cannot be taken; the message says why."""


@dataclass(frozen=True, slots=True)
class Delivery:
    """A file that could be read: which of the two forms it has, and its lines with their numbers."""

    columns: tuple[str, ...]
    lines: list[tuple[int, dict[str, str]]]


@dataclass(frozen=True, slots=True)
class MunicipalityLine:
    """A municipality as a line tells it; an empty cell says nothing, and changes nothing."""

    code: str
    country: str
    territory: str
    basin: str
    name: str
    postcode: str
    spot: tuple[float, float] | None
    successor: str
    population: int | None


@dataclass(frozen=True, slots=True)
class LocalityLine:
    """A name of a part of a municipality as a line tells it."""

    code: str
    postcode: str
    name: str
    former: bool


def open_delivery(path: Path) -> Delivery:
    """Read the file and recognise its form. Raises DeliveryRefusedError before anything could be half done."""
    rows = _rows(_text(path))
    _, header = next(rows, (0, []))
    names = tuple(cell.strip().lower() for cell in header)
    columns = next((form for form in (MUNICIPALITIES, LOCALITIES) if set(form) <= set(names)), None)
    if columns is None:
        expected = f"« {','.join(MUNICIPALITIES)} » ou « {','.join(LOCALITIES)} »"
        raise DeliveryRefusedError(f"en-tête inattendu « {','.join(names)[:200]} » ; il faut {expected}.")
    unknown = set(names) - set(columns) - OPTIONAL[columns]
    if unknown or len(set(names)) < len(names):
        wrong = ", ".join(sorted(unknown or names))
        raise DeliveryRefusedError(f"colonnes inconnues ou répétées dans l’en-tête : {wrong}.")
    lines = [(number, _cells(names, row)) for number, row in rows if any(cell.strip() for cell in row)]
    if not lines:
        raise DeliveryRefusedError("le fichier ne contient aucune ligne.")
    return Delivery(columns, lines)


def read_municipality(cells: dict[str, str]) -> MunicipalityLine:
    """Check one line of municipalities. Raises LineRefusedError."""
    country, code = _code(cells)
    if cells["basin"] and not cells["territory"]:
        raise LineRefusedError("un bassin sans territoire.")
    return MunicipalityLine(
        code=code,
        country=country,
        territory=_short(cells["territory"], "territory", 100),
        basin=_short(cells["basin"], "basin", 100),
        name=_short(_required(cells, "name"), "name", 120),
        postcode=_postcode(cells, country),
        spot=_spot(cells),
        successor=_successor(cells["successor"], code),
        population=_population(cells.get("population", "")),
    )


def read_locality(cells: dict[str, str]) -> LocalityLine:
    """Check one line of localities. Raises LineRefusedError."""
    country, code = _code(cells)
    former = cells.get("former", "").lower()
    if former not in {"", "oui", "non"}:
        raise LineRefusedError(f"former vaut « {former} » ; il faut oui, non ou rien.")
    return LocalityLine(
        code=code,
        postcode=_postcode(cells, country),
        name=_short(_required(cells, "locality"), "locality", 120),
        former=former == "oui",
    )


def _text(path: Path) -> str:
    try:
        if path.stat().st_size > MOST_BYTES:
            raise DeliveryRefusedError("le fichier dépasse 50 Mo.")
        text = path.read_bytes().decode("utf-8-sig")
    except OSError as error:
        raise DeliveryRefusedError(f"le fichier {unreadable(error)}.") from error
    except UnicodeDecodeError as error:
        raise DeliveryRefusedError(
            f"le fichier n’est pas encodé en UTF-8 (octet {error.start + 1}) ; réenregistrez-le en CSV UTF-8."
        ) from error
    if "\0" in text:
        raise DeliveryRefusedError("ce n’est pas un fichier texte.")
    if not text.strip():
        raise DeliveryRefusedError("le fichier est vide.")
    return text


def _rows(text: str) -> Iterator[tuple[int, list[str]]]:
    header = text.split("\n", 1)[0]
    delimiter = ";" if header.count(";") > header.count(",") else ","
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter)
    try:
        for row in reader:
            yield reader.line_num, row
    except csv.Error as error:
        raise DeliveryRefusedError(f"le CSV est illisible à la ligne {reader.line_num}.") from error


def _cells(names: tuple[str, ...], row: list[str]) -> dict[str, str]:
    """Cells by column; a line of another length than the header keeps none, and so is refused on its own."""
    return {name: cell.strip() for name, cell in zip(names, row, strict=True)} if len(names) == len(row) else {}


def _required(cells: dict[str, str], column: str) -> str:
    if not cells[column]:
        raise LineRefusedError(f"{column} est vide.")
    return cells[column]


def _short(value: str, column: str, most: int) -> str:
    if len(value) > most:
        raise LineRefusedError(f"{column} dépasse {most} caractères.")
    return value


def _code(cells: dict[str, str]) -> tuple[str, str]:
    if not cells:
        raise LineRefusedError("le nombre de colonnes n’est pas celui de l’en-tête.")
    country = cells["country"].upper()
    if country not in Country.values:
        raise LineRefusedError(f"pays inconnu « {cells['country']} » ; il faut {' ou '.join(Country.values)}.")
    code = _required(cells, "municipality_code").upper().removeprefix(f"{country}:")
    if not re.fullmatch(CODE[Country(country)], code):
        raise LineRefusedError(f"code de commune « {code} » inattendu pour ce pays.")
    return country, f"{country}:{code}"


def _postcode(cells: dict[str, str], country: str) -> str:
    postcode = _required(cells, "postcode")
    if not re.fullmatch(POSTCODE[Country(country)], postcode):
        raise LineRefusedError(f"code postal « {postcode} » inattendu pour ce pays.")
    return postcode


def _spot(cells: dict[str, str]) -> tuple[float, float] | None:
    latitude, longitude = cells["latitude"].replace(",", "."), cells["longitude"].replace(",", ".")
    if not latitude and not longitude:
        return None
    try:
        spot = float(latitude), float(longitude)
    except ValueError:
        raise LineRefusedError(f"position illisible « {latitude} ; {longitude} ».") from None
    if not (-90 <= spot[0] <= 90 and -180 <= spot[1] <= 180):
        raise LineRefusedError(f"position hors du globe « {latitude} ; {longitude} ».")
    return spot


def _successor(value: str, code: str) -> str:
    if not value:
        return ""
    successor = value.upper() if ":" in value else f"{code[:3]}{value.upper()}"
    if successor == code:
        raise LineRefusedError("une commune ne peut pas se succéder à elle-même.")
    return successor


def _population(value: str) -> int | None:
    if value and not (value.isascii() and value.isdigit() and len(value) < 9):
        raise LineRefusedError(f"population illisible « {value} ».")
    return int(value) if value else None
