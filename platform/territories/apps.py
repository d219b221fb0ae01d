from django.apps import AppConfig


class TerritoriesConfig(AppConfig):
    name = "territories"
    verbose_name = "Territoires"

    def ready(self) -> None:
        from territories import wagtail_signals  # The models exist only now.

        wagtail_signals.connect()
