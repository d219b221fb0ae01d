"""`seed`: synthetic content by the thousand, always the same, to measure the site under its weight."""

from argparse import ArgumentParser, ArgumentTypeError
from collections.abc import Callable
from pathlib import Path
from tempfile import TemporaryDirectory
from time import monotonic
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError

import fichesactions.bulk
import search.indexing
from offers.importing import import_delivery
from offers.models import Offer
from operations.synthetic import people
from operations.synthetic.catalogue import Catalogue, source, write_delivery
from operations.synthetic.places import Places
from operations.synthetic.sheets import Sheets

COMING = ("groups", "threads", "posts")


class Command(BaseCommand):
    help = (
        "Ajoute du contenu synthétique, toujours le même pour les mêmes nombres et la même graine : un plus grand "
        "nombre ajoute, rien n’est jamais retiré. Les comptes sont personne-0001@seed.test et suivants."
    )

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--sheets", type=_number, default=0, help="fiches, pratiques et outils publiés")
        parser.add_argument("--offers", type=_number, default=0, help="services, avec leurs structures")
        parser.add_argument("--people", type=_number, default=0, help="comptes, auxquels personne ne se connecte")
        for name in COMING:
            parser.add_argument(f"--{name}", type=_number, default=0, help="pas encore sur ce site : rien n’est créé")
        parser.add_argument("--random-seed", type=int, default=1, help="graine du tirage (1)")
        parser.add_argument("--delivery", type=Path, metavar="FILE", help="écrit la livraison des services, sans plus")

    def handle(self, *args: Any, random_seed: int, delivery: Path | None, **options: Any) -> None:
        places, offers = Places(), options["offers"]
        catalogue = Catalogue(places, random_seed)
        if delivery:
            self._do(f"Services écrits dans {delivery}", lambda: write_delivery(delivery, catalogue, offers))
            return
        if not settings.DEMO:
            raise CommandError("seed demande DEMO=on : un contenu inventé n’a pas sa place sur un vrai site.")
        sheets = Sheets(places, random_seed)
        self._do("Fiches ajoutées", lambda: fichesactions.bulk.publish(sheets.records(options["sheets"])))
        self._do("Services ajoutés", lambda: _deliver(catalogue, offers, source(random_seed)))
        self._do("Comptes ajoutés", lambda: people.add(options["people"], random_seed))
        if any(options[name] for name in COMING):
            self.stdout.write("Groupes, discussions, messages : ce site n’en a pas encore, rien n’a été créé.")
        self._do("Recherche", _index)

    def _do(self, what: str, work: Callable[[], int | str]) -> None:
        started, done = monotonic(), work()
        words = done if isinstance(done, str) else f"{done:,}".replace(",", "\u202f")
        self.stdout.write(f"{what}\u00a0: {words} ({monotonic() - started:.0f}\u00a0s)")
        self.stdout.flush()


def _number(text: str) -> int:
    if not text.isdecimal():
        raise ArgumentTypeError("un nombre entier, zéro ou plus.")
    return int(text)


def _deliver(catalogue: Catalogue, number: int, name: str) -> int:
    """Bring the catalogue's first services in, as every delivery is; how many are new."""
    if Offer.objects.published().filter(source=name).count() >= number:
        return 0
    with TemporaryDirectory() as folder:
        path = Path(folder) / f"{name}.jsonl"
        write_delivery(path, catalogue, number)
        report = import_delivery([path])
    if report.stopped or report.refused:
        raise CommandError(report.as_text())
    return report.services.created


def _index() -> str:
    """All that search owes, so that everything is found at once."""
    while not search.indexing.catch_up()[1]:
        pass
    return "à jour"
