"""From nothing to a site that stands, and from an old one to today's; safe to run at every start."""

import secrets
from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.management import call_command
from django.core.management.base import BaseCommand, CommandError
from django.db import connection
from django.db.migrations.executor import MigrationExecutor

import fichesactions.demo
import fichesactions.seeding
import offers.seeding
import search.indexing
import search.synonyms.seeding
import territories.seeding
import vocabulary.seeding
from operations import demo_accounts, demo_people, demo_places, demo_structures
from operations.alone import alone

DEMO_DIR = Path(demo_accounts.__file__).parent / "demo"


class Command(BaseCommand):
    help = "Prépare la base, les pages d’accueil, les territoires et l’index ; --demo ajoute un contenu fictif."
    requires_system_checks = ()

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--demo", action="store_true", help="ajoute le contenu et les comptes de démonstration")
        parser.add_argument("--password", help="mot de passe des comptes de démonstration")

    def handle(self, *args: Any, demo: bool, password: str | None, **options: Any) -> None:
        if demo and not settings.DEMO:
            raise CommandError(
                "--demo demande DEMO=on : le contenu fictif doit être signalé comme tel sur chaque page."
            )
        with alone(self._say):
            self._prepare(demo, password)

    def _say(self, words: str) -> None:
        self.stdout.write(words)
        self.stdout.flush()

    def _prepare(self, demo: bool, password: str | None) -> None:
        self._migrate()
        vocabulary.seeding.load()
        territories.seeding.load()
        fichesactions.seeding.load_tree()
        search.synonyms.seeding.load()
        if demo:
            self._load_accounts(password)
            demo_people.load_accounts(DEMO_DIR)
            offers.seeding.load_demo(DEMO_DIR)
            demo_structures.load(DEMO_DIR)
            demo_people.load_profiles(DEMO_DIR)
            fichesactions.demo.load_demo(DEMO_DIR)
            demo_places.load(DEMO_DIR)
        self._index()

    def _migrate(self) -> None:
        executor = MigrationExecutor(connection)
        if executor.migration_plan(executor.loader.graph.leaf_nodes()):
            self.stdout.write("Préparation de la base de données et du contenu…")
            # Each change of a page's model draws all that relate to it again: Wagtail's ninety come before ours exist.
            call_command("migrate", "wagtailcore", interactive=False, verbosity=0)
            call_command("migrate", interactive=False, verbosity=0)

    def _load_accounts(self, password: str | None) -> None:
        given = password or secrets.token_urlsafe(9)
        changed = demo_accounts.load(given, change=password is not None)
        if changed:
            self.stdout.write(f"\nComptes de démonstration, mot de passe « {given} » (affiché cette seule fois) :")
            self.stdout.write("\n".join(f"  {account.email:<24}{account.may}" for account in changed))

    def _index(self) -> None:
        """Last, so that the first visitor already finds everything."""
        while not search.indexing.catch_up()[1]:
            pass
