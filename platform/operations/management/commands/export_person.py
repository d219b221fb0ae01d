"""Hands a person what is kept about them."""

import json
from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.core.serializers.json import DjangoJSONEncoder

from accounts.models import User
from operations.personal_data import export_person


class Command(BaseCommand):
    help = "Écrit en JSON tout ce qui est conservé au sujet d’une personne."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("email", metavar="EMAIL")

    def handle(self, *args: Any, email: str, **options: Any) -> None:
        user = User.objects.filter(email__iexact=email).first()
        if user is None:
            raise CommandError(f"Aucun compte n’a l’adresse {email}.")
        self.stdout.write(json.dumps(export_person(user), cls=DjangoJSONEncoder, ensure_ascii=False, indent=2))
