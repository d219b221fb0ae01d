"""`send_digests`: send the letters that are due, or say what would be sent."""

import json
from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand

from cards.words import counted
from notifications.letters import Sent, send_due, would_send


class Command(BaseCommand):
    help = "Envoie les lettres dues : une par personne, quel que soit le nombre de nouvelles."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--dry-run", action="store_true", help="dit ce qui partirait, sans rien envoyer")
        parser.add_argument("--json", action="store_true", help="pour un programme")

    def handle(self, *args: Any, **options: Any) -> None:
        sent = would_send() if options["dry_run"] else send_due()
        if options["json"]:
            self.stdout.write(json.dumps(sent.as_dict()))
        else:
            self.stdout.write(_in_words(sent, dry=options["dry_run"]))


def _in_words(sent: Sent, *, dry: bool) -> str:
    verb = "à envoyer" if dry else ("envoyée" if sent.letters < 2 else "envoyées")
    said = [f"{counted(sent.letters, 'lettre')} {verb}, {counted(sent.events, 'nouvelle')}"]
    if sent.without_object:
        said.append(f"{counted(sent.without_object, 'lettre')} sans objet")
    if sent.failed:
        said.append(f"{counted(sent.failed, 'lettre')} en échec, à réessayer dans dix minutes")
    return " ; ".join(said) + "."
