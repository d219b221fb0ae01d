from django.apps import AppConfig


class FichesactionsConfig(AppConfig):
    name = "fichesactions"
    verbose_name = "Fiches et pratiques"

    def ready(self) -> None:
        from fichesactions import wagtail_signals  # The models exist only now.

        wagtail_signals.connect()
