"""Deliveries and offers for tests: records in data·inclusion's form, brought in the way real ones are."""

import json
from itertools import count
from pathlib import Path
from typing import Any

from django.utils.text import slugify

from accounts.models import User
from offers.importing import OfferReport, import_delivery
from offers.models import Offer
from territories.models import Basin, Municipality, Territory

_numbers = count(1)

LIEGE = {"_pays": "BE", "code_insee": "62063", "code_postal": "4000", "commune": "Liège"}


def a_structure(key: str = "1", **fields: Any) -> dict[str, Any]:
    return {
        "source": "essai",
        "id": f"essai--structure-{key}",
        "nom": "La Petite Ourse",
        "date_maj": "2026-09-01",
    } | fields


def a_service(key: str = "1", **fields: Any) -> dict[str, Any]:
    return {
        "source": "essai",
        "structure_id": "essai--structure-1",
        "id": f"essai--{key}",
        "nom": f"Garde d’enfants à domicile {key}",
        "description": "Une puéricultrice vient chez vous dès 5 h du matin.",
        "date_maj": "2026-09-01",
        "thematiques": ["famille--garde-denfants"],
    } | fields


def services(number: int) -> list[dict[str, Any]]:
    return [a_service(str(key)) for key in range(number)]


def a_file(folder: Path, *lines: dict[str, Any] | str | bytes) -> Path:
    """A delivery of these records; texts and bytes are written as they are, as broken lines."""
    path = folder / f"livraison-{next(_numbers)}.jsonl"
    path.write_bytes(b"".join(_bytes(line) + b"\n" for line in lines))
    return path


def deliver(folder: Path, *lines: dict[str, Any] | str | bytes, **options: Any) -> OfferReport:
    return import_delivery([a_file(folder, *lines)], **options)


def an_offer(folder: Path, **fields: Any) -> Offer:
    """One service brought in, alone of its source, with what it lacks left unknown."""
    source = f"source-{next(_numbers)}"
    report = deliver(folder, a_service("1", **({"source": source, "id": f"{source}--1"} | fields)))
    assert not report.refused, report.as_text()
    return Offer.objects.get(source_id=f"{source}--1")


def a_basin(code: str = "BE:62063", name: str = "Liège", country: str = "BE") -> Basin:
    """A basin of one municipality."""
    territory, _ = Territory.objects.get_or_create(slug=country.lower(), defaults={"name": country, "country": country})
    basin = Basin.objects.create(territory=territory, slug=f"bassin-{slugify(name)}", name=name)
    Municipality.objects.create(code=code, territory=territory, basin=basin, name=name, postcode="4000")
    return basin


def a_member() -> User:
    return User.objects.create_user("membre@exemple.test", "un-long-secret", first_name="Luc", last_name="Fagnoul")


def _bytes(line: dict[str, Any] | str | bytes) -> bytes:
    if isinstance(line, bytes):
        return line
    return (line if isinstance(line, str) else json.dumps(line)).encode()
