from django.apps import AppConfig


class AccountsConfig(AppConfig):
    name = "accounts"
    verbose_name = "Personnes et structures"

    def ready(self) -> None:
        from accounts.people import changes  # The models exist only now.

        changes.connect()
