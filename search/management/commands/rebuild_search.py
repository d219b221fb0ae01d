"""`rebuild_search`: the whole index again, while the old one goes on answering."""

from typing import Any

from django.core.management.base import BaseCommand

from search.indexing import rebuild


class Command(BaseCommand):
    help = "Reconstruit l’index à côté de celui qui répond, puis bascule : la recherche ne s’arrête pas."

    def handle(self, *args: Any, **options: Any) -> None:
        self.stdout.write(f"Index reconstruit : {rebuild()} éléments lus.")
