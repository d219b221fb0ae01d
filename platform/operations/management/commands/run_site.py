"""The whole site on this machine."""

from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError

from operations.running import PortTakenError, listening, serve, worker_command

FORGOTTEN = (
    "Mot de passe de démonstration oublié ? « .venv/bin/python manage.py setup --demo --password … » en choisit un."
)


class Command(BaseCommand):
    help = "Sert le site et fait son travail de fond sur cette machine. Ctrl-C arrête le tout."
    requires_system_checks = ()

    def handle(self, *args: Any, **options: Any) -> None:
        try:
            listener = listening(settings.PORT)
        except PortTakenError as error:
            raise CommandError(
                f"Le port {settings.PORT} est déjà utilisé par un autre programme. "
                f"Arrêtez-le, ou choisissez un autre port : « PORT={settings.PORT + 1} make run »."
            ) from error
        self.stdout.write(f"\n{settings.SITE_NAME} : {settings.BASE_URL}")
        if settings.DEMO:
            self.stdout.write(FORGOTTEN)
        self.stdout.write("Ctrl-C arrête tout.")
        self.stdout.flush()
        serve(
            settings.ASGI_APPLICATION.replace(".application", ":application"),
            listener,
            worker_command(str(settings.BASE_DIR / "manage.py")),
        )
