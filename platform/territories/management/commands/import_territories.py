"""`manage.py import_territories FILE…`: municipalities, then their localities, in the two CSV forms."""

import sys
from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand

from imports.reports import run_report
from territories.imports import import_files


class Command(BaseCommand):
    help = "Importe des communes et des localités (CSV), chaque fichier en entier ou pas du tout."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("files", nargs="+", type=Path, metavar="FICHIER")
        parser.add_argument("--dry-run", action="store_true", help="dit ce qui changerait, sans rien enregistrer")
        parser.add_argument("--json", action="store_true", help="rend le compte rendu en JSON, une ligne par fichier")

    def handle(self, *args: Any, **options: Any) -> None:
        reports = import_files(paths=options["files"], dry_run=options["dry_run"])
        code = run_report(reports, as_json=options["json"], write=self.stdout.write)
        if code:
            sys.exit(code)
