"""Taking a delivery in: read it whole, compare, refuse what would harm, then change the catalogue by batches."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path

from offers.deliveries import UnreadableDeliveryError
from offers.staging import Staged
from offers.sync import Counts, Terms, absent, sync_offers, sync_organisations, withdraw
from offers.turn import AnotherImportRunsError, one_import_at_a_time
from territories.reports import ImportReport

MOST_WITHDRAWN = 0.2
"""The share of its sources' published services that a delivery may withdraw without being confirmed."""


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


def import_delivery(
    paths: Sequence[Path], *, source: str = "", dry_run: bool = False, confirm_withdrawals: bool = False
) -> OfferReport:
    """Take one delivery in, of one file or several. Never raises for what a file holds: the report says it.

    `source` names the source of records that name none. Killed at any moment and run again, it reaches the same end.
    """
    report = OfferReport(source=", ".join(path.name for path in paths), dry_run=dry_run)
    terms = Terms()
    if not terms.themes:
        report.stop("Le vocabulaire n’est pas chargé : lancez d’abord « manage.py setup ».")
        return report
    try:
        with one_import_at_a_time(), Staged() as staged:
            staged.take(paths, report, source)
            _apply(staged, terms, report, confirm_withdrawals)
    except UnreadableDeliveryError as error:
        report.stop(str(error))
    except AnotherImportRunsError:
        report.stop("Un autre import est en cours : attendez qu’il soit terminé.")
    return report


def _apply(staged: Staged, terms: Terms, report: OfferReport, confirmed: bool) -> None:
    gone, had = absent(staged.service_sources, staged.named)
    if reason := _refusal(staged, len(gone), had, confirmed):
        report.stop(reason)
        return
    for rows in staged.batches("structure"):
        sync_organisations(rows, report.structures, dry_run=report.dry_run)
    for rows in staged.batches("service"):
        sync_offers(rows, terms, report.services, dry_run=report.dry_run)
    report.services.withdrawn = len(gone)
    if not report.dry_run:
        withdraw(gone)
    report.add_up()


def _refusal(staged: Staged, gone: int, had: int, confirmed: bool) -> str:
    if not staged.lines:
        return "La livraison est vide."
    if not staged.kept:
        return "Aucun enregistrement n’est valable."
    if gone > MOST_WITHDRAWN * had and not confirmed:
        return f"{gone} services sur {had} seraient retirés ; ajoutez --confirm-withdrawals si c’est bien voulu."
    return ""
