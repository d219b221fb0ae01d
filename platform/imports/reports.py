"""What an import did, told the same way by every import of the house: territories, offers, sheets."""

import json
import os
import re
import sys
from collections.abc import Callable
from dataclasses import asdict, dataclass, field

SHOWN_REFUSALS = 50
SHOWN_WARNINGS = 20
MOST_WARNINGS = 10_000
"""Remarks kept; the others are counted. A delivery of a million doubts must not fill the memory."""
_UNSAFE = re.compile("[\x00-\x1f\x7f-\x9f\u061c\u200e\u200f\u2028-\u202e\u2066-\u2069\ud800-\udfff]")
"""What commands a terminal, turns a line around, begins another, or cannot be encoded."""


@dataclass(frozen=True, slots=True)
class Refusal:
    """A record that was not taken, or was with a doubt: its line in the delivery (0 when the whole delivery is meant),
    its key, and why."""

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
    warnings: list[Refusal] = field(default_factory=list)
    """What was taken and yet deserves a look."""
    more_warnings: int = 0
    """Remarks on single records that are not kept, past MOST_WARNINGS."""
    stopped: str = ""
    """Why the whole delivery was refused; nothing of it is kept then."""
    dry_run: bool = False

    def refuse(self, line: int, key: str, reason: str) -> None:
        """Leave one record out and remember why."""
        self.refused.append(Refusal(line, key, reason))

    def warn(self, line: int, key: str, reason: str) -> None:
        """Keep what was delivered and say what is odd about it. What is said of the whole delivery is always kept."""
        if line and len(self.warnings) >= MOST_WARNINGS:
            self.more_warnings += 1
        else:
            self.warnings.append(Refusal(line, key, reason))

    def stop(self, reason: str) -> None:
        """Refuse the delivery as a whole: nothing of it was kept, so nothing of it is counted."""
        self.stopped = reason
        self.created = self.changed = self.unchanged = self.withdrawn = 0

    @property
    def exit_code(self) -> int:
        """1 when the delivery was refused as a whole; refused lines alone do not fail an import."""
        return 1 if self.stopped else 0

    def as_text(self) -> str:
        """The report in French, for a terminal: nothing that it quotes of a delivery is more than text there."""
        lines = [self.source] if self.source else []
        if self.stopped:
            lines.append(f"Livraison refusée : {self.stopped} Rien n’a été modifié.")
        counts = f"{self.created} créés, {self.changed} modifiés, {self.unchanged} inchangés, {self.withdrawn} retirés"
        lines.append(f"{counts}, {len(self.refused)} refusés.")
        lines += _shown(self.refused, SHOWN_REFUSALS, "autres refus")
        if self.warnings:
            of_the_whole_first = sorted(self.warnings, key=lambda warning: warning.line > 0)
            lines.append("À vérifier :")
            lines += _shown(of_the_whole_first, SHOWN_WARNINGS, "autres remarques", self.more_warnings)
        if self.dry_run:
            lines.append("Essai à blanc : rien n’a été enregistré.")
        return "\n".join(map(legible, lines))

    def as_json(self) -> str:
        """The same report as one line of JSON, in ASCII: any stream takes it, no terminal obeys it."""
        return json.dumps(asdict(self))


def legible(text: str) -> str:
    """A text quoted from outside, with what is not for reading shown by its code: an ESC is « \\x1b »."""
    return _UNSAFE.sub(lambda found: found[0].encode("unicode_escape").decode(), text)


def _shown(refusals: list[Refusal], most: int, others: str, uncounted: int = 0) -> list[str]:
    lines = [f"  - {refusal}" for refusal in refusals[:most]]
    left = len(refusals) - len(lines) + uncounted
    return lines + ([f"  … et {left} {others} (tout avec --json)."] if left else [])


def run_report(reports: list[ImportReport], *, as_json: bool, write: Callable[[str], object]) -> int:
    """Print several deliveries' reports and give the exit code of the whole run: 1 as soon as one was refused.

    A terminal that cannot write French, or a reader that has gone, changes nothing of it: the import is done."""
    try:
        for report in reports:
            _write(report.as_json() if as_json else report.as_text(), write)
        sys.stdout.flush()
    except BrokenPipeError:
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())  # Python flushes once more when it leaves.
    return max((report.exit_code for report in reports), default=0)


def _write(text: str, write: Callable[[str], object]) -> None:
    try:
        write(text)
    except UnicodeEncodeError:
        write(text.encode("ascii", "backslashreplace").decode())
