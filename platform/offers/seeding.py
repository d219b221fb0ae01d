"""The demonstration's catalogue: fictional services, brought in the way every delivery is."""

from pathlib import Path

from offers.importing import OfferReport, import_delivery


class DemoRefusedError(Exception):
    """The demonstration's own file does not pass the import: a defect of ours."""


def load_demo(folder: Path) -> OfferReport:
    """Import `offers.jsonl` of the demonstration's folder, once or again. DemoRefusedError says what is wrong in it."""
    path = folder / "offers.jsonl" if folder.is_dir() else folder
    report = import_delivery([path], confirm_withdrawals=True)
    if report.stopped or report.refused:
        raise DemoRefusedError(report.as_text())
    return report
