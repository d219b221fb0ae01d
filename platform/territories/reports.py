"""What an import did, told the same way by every import of the house: territories, offers, sheets."""

import json
from collections.abc import Callable
from dataclasses import asdict, dataclass, field

SHOWN_REFUSALS = 50


@dataclass(frozen=True, slots=True)
class Refusal:
    """A record that was not taken: its line in the delivery (0 when the whole delivery is meant), its key, and why."""

    line: int
    key: str
    reason: str

    def __str__(self) -> str:
        where = f"ligne {self.line}" if self.line else "livraison"
        return f"{where} ({self.key}) : {self.reason}" if self.key else f"{where} : {self.reason}"


@dataclass(slots=True)
class ImportReport:
    """Counts of what a delivery changed, for the person who ran the import and for the scripts that watch it."""

    source: str = ""
    created: int = 0
    changed: int = 0
    unchanged: int = 0
    withdrawn: int = 0
    refused: list[Refusal] = field(default_factory=list)
    stopped: str = ""
    """Why the whole delivery was refused; nothing of it is kept then."""
    dry_run: bool = False

    def refuse(self, line: int, key: str, reason: str) -> None:
        """Leave one record out and remember why."""
        self.refused.append(Refusal(line, key, reason))

    def stop(self, reason: str) -> None:
        """Refuse the delivery as a whole: nothing of it was kept, so nothing of it is counted."""
        self.stopped = reason
        self.created = self.changed = self.unchanged = self.withdrawn = 0

    @property
    def exit_code(self) -> int:
        """1 when the delivery was refused as a whole; refused lines alone do not fail an import."""
        return 1 if self.stopped else 0

    def as_text(self) -> str:
        """The report in French, for a terminal."""
        lines = [self.source] if self.source else []
        if self.stopped:
            lines.append(f"Livraison refusée : {self.stopped} Rien n’a été modifié.")
        counts = f"{self.created} créés, {self.changed} modifiés, {self.unchanged} inchangés, {self.withdrawn} retirés"
        lines.append(f"{counts}, {len(self.refused)} refusés.")
        lines += [f"  - {refusal}" for refusal in self.refused[:SHOWN_REFUSALS]]
        if len(self.refused) > SHOWN_REFUSALS:
            lines.append(f"  … et {len(self.refused) - SHOWN_REFUSALS} autres refus (tous avec --json).")
        if self.dry_run:
            lines.append("Essai à blanc : rien n’a été enregistré.")
        return "\n".join(lines)

    def as_json(self) -> str:
        """The same report as one line of JSON, refusals in full."""
        return json.dumps(asdict(self), ensure_ascii=False)


def run_report(reports: list[ImportReport], *, as_json: bool, write: Callable[[str], object]) -> int:
    """Print several deliveries' reports and give the exit code of the whole run: 1 as soon as one was refused."""
    for report in reports:
        write(report.as_json() if as_json else report.as_text())
    return max((report.exit_code for report in reports), default=0)
