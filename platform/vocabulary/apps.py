from django.apps import AppConfig


class VocabularyConfig(AppConfig):
    name = "vocabulary"
    verbose_name = "Vocabulaire"

    def ready(self) -> None:
        from vocabulary import wagtail_signals  # The models exist only now.

        wagtail_signals.connect()
