"""Erases a person, at their request."""

from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from accounts.models import User
from operations.personal_data import erase_person


class Command(BaseCommand):
    help = (
        "Efface une personne : son compte, ses traces, son nom dans les journaux. Ce qu’elle a écrit pour tous reste."
    )

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("email", metavar="EMAIL")

    def handle(self, *args: Any, email: str, **options: Any) -> None:
        user = User.objects.filter(email__iexact=email).first()
        if user is None:
            raise CommandError(f"Aucun compte n’a l’adresse {email}.")
        erase_person(user)
        self.stdout.write("La personne est effacée.")
