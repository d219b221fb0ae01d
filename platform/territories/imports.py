"""Bring municipalities and localities in from files, each in one transaction; the same file twice changes nothing."""

from collections.abc import Callable, Sequence
from contextlib import nullcontext
from pathlib import Path
from typing import TypeVar

from django.db import transaction
from django.utils.text import slugify

from imports.reports import ImportReport
from outbox.transactions import one_change, tell
from territories.deliveries import (
    MUNICIPALITIES,
    Delivery,
    DeliveryRefusedError,
    LineRefusedError,
    LocalityLine,
    MunicipalityLine,
    open_delivery,
    read_locality,
    read_municipality,
)
from territories.events import PlacesChanged
from territories.models import Basin, Locality, Municipality, Territory

Line = TypeVar("Line", MunicipalityLine, LocalityLine)
BATCH = 1000
COMPARED = ("territory_id", "basin_id", "name", "postcode", "latitude", "longitude", "population")


def import_files(*, paths: Sequence[Path], dry_run: bool = False) -> list[ImportReport]:
    """Take several files, municipalities before localities whatever their order, and say what each changed.

    One file refused does not undo the others. A dry run goes through the same work and takes all of it back.
    """
    with transaction.atomic() if dry_run else nullcontext():
        reports = [import_file(path=path) for path in sorted(paths, key=_comes_second)]
        if dry_run:
            transaction.set_rollback(True)
    for report in reports:
        report.dry_run = dry_run
    return reports


def import_file(*, path: Path, only_new: bool = False) -> ImportReport:
    """Take one file of municipalities or localities and say what it changed.

    `only_new` leaves what is already known as it is: for files shipped with the product, which must not undo a
    deployer's corrections. A file refused as a whole leaves nothing behind and says why in the report.
    """
    report = ImportReport(source=path.name)
    try:
        delivery = open_delivery(path)
        with one_change():
            if delivery.columns == MUNICIPALITIES:
                _Municipalities(report, only_new).take(delivery)
            else:
                _take_localities(delivery, report, only_new)
            if len(report.refused) == len(delivery.lines):
                raise DeliveryRefusedError("aucune ligne n’est recevable.")
    except DeliveryRefusedError as error:
        report.stop(str(error))
    return report


def _comes_second(path: Path) -> bool:
    try:
        return open_delivery(path).columns != MUNICIPALITIES
    except DeliveryRefusedError:
        return False


def _accepted(
    delivery: Delivery, read: Callable[[dict[str, str]], Line], report: ImportReport
) -> list[tuple[int, Line]]:
    """The lines that can be read; the others are refused in the report."""
    accepted = []
    for number, cells in delivery.lines:
        try:
            accepted.append((number, read(cells)))
        except LineRefusedError as error:
            report.refuse(number, cells.get("municipality_code", ""), str(error))
    return accepted


class _Municipalities:
    """One delivery of municipalities, with what the database already knows of them."""

    def __init__(self, report: ImportReport, only_new: bool) -> None:
        self.report = report
        self.only_new = only_new
        self.known = {row.code: row for row in Municipality.objects.all()}
        self.territories = {row.name: row for row in Territory.objects.all()}
        self.basins = {(row.territory_id, row.name): row for row in Basin.objects.all()}

    def take(self, delivery: Delivery) -> None:
        lines = self._sound(_accepted(delivery, read_municipality, self.report))
        new, changed = [], []
        for line in lines.values():
            row = self.known.get(line.code)
            if row is None:
                row = self.known[line.code] = self._filled(Municipality(code=line.code), line)
                new.append(row)
            elif not self.only_new:
                before = [getattr(row, field) for field in COMPARED]
                if [getattr(self._filled(row, line), field) for field in COMPARED] != before:
                    changed.append(row)
        Municipality.objects.bulk_create(new, batch_size=BATCH)
        tell(PlacesChanged, [row.ref for row in new])
        for row in changed:
            row.save()
        created = {row.code for row in new}
        touched = {row.code for row in changed} | self._join_successors(lines, created)
        self.report.created = len(created)
        self.report.changed = len(touched - created)
        self.report.unchanged = len(lines) - len(created | touched)

    def _sound(self, accepted: list[tuple[int, MunicipalityLine]]) -> dict[str, MunicipalityLine]:
        """The lines by code, without doubles, quarrels over a country, or successors that nobody knows."""
        first: dict[str, int] = {}
        lines: dict[str, MunicipalityLine] = {}
        codes = {line.code for _, line in accepted} | set(self.known)
        for number, line in accepted:
            territory = self.territories.get(line.territory)
            if line.code in first:
                self.report.refuse(number, line.code, f"commune déjà donnée à la ligne {first[line.code]}.")
            elif territory and territory.country != line.country:
                self.report.refuse(number, line.code, f"le territoire {territory} n’est pas dans ce pays.")
            elif line.successor and line.successor not in codes:
                self.report.refuse(number, line.code, f"commune de remplacement inconnue : {line.successor}.")
            else:
                first[line.code] = number
                lines[line.code] = line
                self._territory(line)
        return lines

    def _territory(self, line: MunicipalityLine) -> Territory | None:
        if line.territory and line.territory not in self.territories:
            slug = _free_slug(line.territory, {row.slug for row in self.territories.values()})
            self.territories[line.territory] = Territory.objects.create(
                slug=slug, name=line.territory, country=line.country
            )
        return self.territories.get(line.territory)

    def _basin(self, territory: Territory, name: str) -> Basin:
        key = (territory.pk, name)
        if key not in self.basins:
            slug = _free_slug(name, {row.slug for row in self.basins.values()}, territory.slug)
            self.basins[key] = Basin.objects.create(territory=territory, slug=slug, name=name)
        return self.basins[key]

    def _filled(self, row: Municipality, line: MunicipalityLine) -> Municipality:
        """The row with what the line says; an empty cell leaves what was known."""
        territory = self._territory(line)
        if territory:
            row.territory = territory
        if territory and line.basin:
            row.basin = self._basin(territory, line.basin)
        row.name, row.postcode = line.name, line.postcode
        if line.spot:
            row.latitude, row.longitude = line.spot
        if line.population is not None:
            row.population = line.population
        return row

    def _join_successors(self, lines: dict[str, MunicipalityLine], created: set[str]) -> set[str]:
        """Write who replaces whom, once every row exists; a ring of successors is refused."""
        touched = set()
        for line in lines.values():
            row, successor = self.known[line.code], self.known.get(line.successor)
            if successor is None or row.successor_id == successor.pk or (self.only_new and row.code not in created):
                continue
            row.successor = successor
            if row.current.successor_id:
                raise DeliveryRefusedError(f"les communes se remplacent en rond : {line.code}, {line.successor}.")
            row.save(update_fields=["successor"])
            touched.add(row.code)
        return touched


def _take_localities(delivery: Delivery, report: ImportReport, only_new: bool) -> None:
    owners = dict(Municipality.objects.values_list("code", "pk"))
    known = {(row.municipality_id, row.postcode, row.name): row for row in Locality.objects.all()}
    new, changed = [], []
    for number, line in _accepted(delivery, read_locality, report):
        owner = owners.get(line.code)
        if owner is None:
            report.refuse(number, line.code, "commune inconnue : importez d’abord les communes.")
            continue
        key = (owner, line.postcode, line.name)
        row = known.get(key)
        if row is None:
            known[key] = Locality(municipality_id=owner, postcode=line.postcode, name=line.name, former=line.former)
            new.append(known[key])
        elif row.former != line.former and not only_new:
            row.former = line.former
            changed.append(row)
        else:
            report.unchanged += 1
    Locality.objects.bulk_create(new, batch_size=BATCH)
    Locality.objects.bulk_update([row for row in changed if row.pk], ["former"], batch_size=BATCH)
    report.created, report.changed = len(new), len(changed)


def _free_slug(name: str, taken: set[str], suffix: str = "") -> str:
    stem = slugify(name)[:40] or "lieu"
    tries = (stem, f"{stem}-{suffix}" if suffix else stem, *(f"{stem}-{n}" for n in range(2, len(taken) + 4)))
    return next(slug for slug in tries if slug not in taken)
