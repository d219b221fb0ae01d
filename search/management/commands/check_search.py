"""`check_search`: does the index say what the database says?"""

import json
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from search.indexing import check, mend
from search.port import SearchUnavailableError


class Command(BaseCommand):
    help = "Compare l’index à la base : ce qui manque, ce qui a vieilli, ce qui ne devrait plus y être."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--fix", action="store_true", help="réindexe ce qui diffère, puis compare de nouveau")
        parser.add_argument("--json", action="store_true", help="répond par un objet JSON sur une ligne")

    def handle(self, *args: Any, **options: Any) -> None:
        try:
            found = check()
            if options["fix"] and found.wrong:
                mend(found)
                found = check()
        except SearchUnavailableError as error:
            raise CommandError(f"Le moteur de recherche ne répond pas : {error}") from error
        counts = found.counts
        if options["json"]:
            self.stdout.write(json.dumps(counts, separators=(",", ":")))
        else:
            told = "{documents} documents ; {missing} manquent, {stale} ont vieilli, {ghosts} ne devraient plus y être."
            self.stdout.write(told.format(**counts))
