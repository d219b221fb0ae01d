"""Fiches, pratiques et outils venus d’un fichier."""

from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand

from fichesactions.importing.writing import import_sheets
from imports.reports import run_report


class Command(BaseCommand):
    help = (
        "Importe des fiches (JSON Lines ou CSV) : id et title, puis kind (sheet, practice, tool), summary, "
        "body (Markdown), themes, audiences, basins, tags, url, updated_at. Brouillons sauf --publish ; "
        "la même clef met à jour la même page. En CSV, une liste se sépare par | ou par des virgules."
    )

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("file", type=Path, metavar="FILE")
        parser.add_argument("--publish", action="store_true", help="publie au lieu de laisser en brouillon")
        parser.add_argument("--dry-run", action="store_true", help="vérifie et compte, sans rien enregistrer")
        parser.add_argument("--json", action="store_true", help="rapport en JSON, sur une ligne")

    def handle(self, *args: Any, file: Path, publish: bool, dry_run: bool, json: bool, **options: Any) -> None:
        report = import_sheets(file, publish=publish, dry_run=dry_run)
        code = run_report([report], as_json=json, write=self.stdout.write)
        if code:
            raise SystemExit(code)
