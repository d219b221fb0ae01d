"""`import_offers FILE…`: bring a delivery of the catalogue in."""

import os
import sys
from argparse import ArgumentParser
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand

from imports.reports import run_report
from offers.deliveries import FORMATS
from offers.importing import import_delivery, unwatched
from offers.progress import Bar

NICENESS = 10


class Command(BaseCommand):
    help = f"Importe une livraison de services et de structures (data·inclusion v1 : {', '.join(FORMATS)})."

    def run_from_argv(self, argv: Sequence[str]) -> None:
        os.nice(NICENESS)  # Who reads the site comes first.
        super().run_from_argv(list(argv))

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("files", nargs="+", type=Path, metavar="FICHIER")
        parser.add_argument("--source", default="", help="source des enregistrements qui n’en nomment pas")
        parser.add_argument("--dry-run", action="store_true", help="compare sans rien enregistrer")
        parser.add_argument("--confirm-withdrawals", action="store_true", help="accepte de retirer plus d’un cinquième")
        parser.add_argument("--json", action="store_true", help="rapport en JSON, refus au complet")

    def handle(self, *args: Any, **options: Any) -> None:
        bar = Bar(sys.stderr) if sys.stderr.isatty() and not options["json"] else None
        report = import_delivery(
            options["files"],
            source=options["source"],
            dry_run=options["dry_run"],
            confirm_withdrawals=options["confirm_withdrawals"],
            progress=bar or unwatched,
        )
        if bar:
            bar.close()
        if code := run_report([report], as_json=options["json"], write=self.stdout.write):
            sys.exit(code)
