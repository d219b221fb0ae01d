"""`manage.py import_contacts FILE…`: whom to ring first, from CSV files."""

import sys
from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand

from imports.reports import run_report
from territories.contact_files import import_contacts


class Command(BaseCommand):
    help = "Importe les premiers contacts des communes, des bassins et des territoires (CSV)."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("files", nargs="+", type=Path, metavar="FICHIER")
        parser.add_argument("--json", action="store_true", help="rend le compte rendu en JSON, une ligne par fichier")

    def handle(self, *args: Any, **options: Any) -> None:
        reports = [import_contacts(path) for path in options["files"]]
        code = run_report(reports, as_json=options["json"], write=self.stdout.write)
        if code:
            sys.exit(code)
