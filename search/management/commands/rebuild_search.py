"""`rebuild_search`: the whole index again, while the old one goes on answering."""

from typing import Any

from django.core.management.base import BaseCommand, CommandError

from search.indexing import BATCH, rebuild
from search.port import SearchBusyError, SearchUnavailableError

TOLD_EVERY = 20 * BATCH


class Command(BaseCommand):
    help = "Reconstruit l’index à côté de celui qui répond, puis bascule : la recherche ne s’arrête pas."

    def handle(self, *args: Any, **options: Any) -> None:
        try:
            read = rebuild(self._tell)
        except SearchBusyError as error:
            raise CommandError("L’index est déjà en cours de reconstruction : attendez qu’elle finisse.") from error
        except SearchUnavailableError as error:
            raise CommandError(f"Le moteur de recherche ne répond pas : {error}") from error
        self.stdout.write(f"Index reconstruit : {read} éléments lus.")

    def _tell(self, read: int) -> None:
        if read % TOLD_EVERY == 0:
            self.stdout.write(f"{read} éléments lus…")
