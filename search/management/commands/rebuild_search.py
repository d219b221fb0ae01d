"""`rebuild_search`: the whole index again, while the old one goes on answering."""

from typing import Any

from django.core.management.base import BaseCommand

from search.indexing import BATCH, rebuild

TOLD_EVERY = 20 * BATCH


class Command(BaseCommand):
    help = "Reconstruit l’index à côté de celui qui répond, puis bascule : la recherche ne s’arrête pas."

    def handle(self, *args: Any, **options: Any) -> None:
        self.stdout.write(f"Index reconstruit : {rebuild(self._tell)} éléments lus.")

    def _tell(self, read: int) -> None:
        if read % TOLD_EVERY == 0:
            self.stdout.write(f"{read} éléments lus…")
