"""Taking a delivery in: read it whole, compare, refuse what would harm, then change the catalogue by batches."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import TypeAlias

from accounts.models import Organisation
from cards.words import counted
from imports.reports import ImportReport
from imports.turn import AnotherImportRunsError, one_at_a_time
from offers.deliveries import UnreadableDeliveryError
from offers.staging import BATCH, Staged
from offers.sync import Absent, Counts, Terms, absent, sync_offers, sync_organisations, withdraw

MOST_WITHDRAWN = 0.2
"""The share of published services that a delivery may withdraw without being confirmed, of its sources and of each."""
WEIGHED_ALONE = 20
"""Services from which a source has a share of its own: of five, one that closes is already a fifth."""

BUSY = "Un autre import est en cours : attendez qu’il soit terminé."

Progress: TypeAlias = Callable[[str, int, int], None]
"""Hears the phase in French, how much of it is done, and out of how much (0 when that cannot be known)."""


@dataclass(slots=True)
class OfferReport(ImportReport):
    """The report of a delivery: totals, and what became of structures and of services."""

    structures: Counts = field(default_factory=Counts)
    services: Counts = field(default_factory=Counts)

    def add_up(self) -> None:
        """Totals over both kinds."""
        for name in ("created", "changed", "unchanged", "withdrawn"):
            setattr(self, name, getattr(self.structures, name) + getattr(self.services, name))

    def stop(self, reason: str) -> None:
        ImportReport.stop(self, reason)
        self.structures, self.services = Counts(), Counts()

    def as_text(self) -> str:
        kinds = [("Services", self.services), ("Structures", self.structures)]
        details = [f"  {name} : {c.created} créés, {c.changed} modifiés, {c.unchanged} inchangés" for name, c in kinds]
        return "\n".join([ImportReport.as_text(self), *details])


def unwatched(phase: str, done: int, of: int) -> None:
    """The progress of a delivery that nobody follows."""


def import_delivery(
    paths: Sequence[Path],
    *,
    source: str = "",
    dry_run: bool = False,
    confirm_withdrawals: bool = False,
    withdraws: bool = True,
    progress: Progress = unwatched,
) -> OfferReport:
    """Take one delivery in, of one file or several. Never raises for what a file holds: the report says it.
    `source` is for records that name none; without `withdraws` the absent stay. Killed and run again, it ends alike."""
    report = OfferReport(source=", ".join(path.name for path in paths), dry_run=dry_run)
    if not (terms := Terms()).themes:
        report.stop("Le vocabulaire n’est pas chargé : lancez d’abord « manage.py setup ».")
        return report
    try:
        with one_at_a_time("import_offers"), Staged() as staged:
            staged.partial = not withdraws
            staged.take(paths, report, source, lambda lines: progress("Lecture", lines, 0))
            _apply(staged, terms, report, confirm_withdrawals, progress)
    except UnreadableDeliveryError as error:
        report.stop(str(error))
    except AnotherImportRunsError:
        report.stop(BUSY)
    return report


def _apply(staged: Staged, terms: Terms, report: OfferReport, confirmed: bool, progress: Progress) -> None:
    # Structures that are no longer delivered stay: people may have claimed them, and their services say who they are.
    had = absent(staged.service_sources, staged.named)
    gone = [] if staged.partial else [pk for each in had.values() for pk in each.gone]
    if reason := _refusal(staged, had, bool(gone) and not confirmed):
        report.stop(reason)
        return
    _warn_of_orphans(staged, report)
    for rows in staged.batches("structure"):
        progress("Structures", report.structures.seen, staged.kept["structure"])
        sync_organisations(rows, report.structures, dry_run=report.dry_run)
    for rows in staged.batches("service"):
        progress("Services", report.services.seen, staged.kept["service"])
        sync_offers(rows, terms, report.services, dry_run=report.dry_run)
    progress("Retraits", 0, len(gone))
    report.services.withdrawn = len(gone)
    if not report.dry_run:
        withdraw(gone)
    report.add_up()


def _refusal(staged: Staged, had: Mapping[str, Absent], weigh: bool) -> str:
    if not staged.lines:
        return "La livraison est vide."
    if not staged.kept.total():
        return "Aucun enregistrement n’est valable."
    shares = {"": (sum(len(a.gone) for a in had.values()), sum(a.had for a in had.values()))}
    shares |= {source: (len(a.gone), a.had) for source, a in had.items() if a.had >= WEIGHED_ALONE}
    for source, (gone, of) in shares.items():
        if weigh and gone > MOST_WITHDRAWN * of:
            whose = f" de la source « {source} »" if source else ""
            share = f"{counted(gone, 'service')} sur {of}{whose}"
            return f"{share} à retirer ; ajoutez --confirm-withdrawals si c’est bien voulu."
    return ""


def _warn_of_orphans(staged: Staged, report: OfferReport) -> None:
    """Services whose structure nobody has delivered are taken, and wait for it."""
    wanted = [key for key in staged.structures_wanted if not staged.has_structure(key)]
    known: set[str | None] = set()
    for start in range(0, len(wanted), BATCH):
        batch = Organisation.objects.filter(source_id__in=wanted[start : start + BATCH])
        known.update(batch.values_list("source_id", flat=True))
    orphans = [key for key in wanted if key not in known]
    if orphans:
        services = sum(staged.structures_wanted[key] for key in orphans)
        report.warn(
            0, "", f"{counted(services, 'service')} sans structure connue ; la première attendue : « {orphans[0]} »."
        )
