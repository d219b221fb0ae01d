"""A term saved or deleted becomes an event, in the transaction of the change."""

from typing import Any

from django.db.models.signals import post_delete, post_save, pre_save

from outbox.transactions import tell
from vocabulary.events import TermsChanged
from vocabulary.models import VOCABULARIES, Term


def read_before(sender: type[Term], instance: Any, **kwargs: Any) -> None:
    """What it was, while the database still says so: loading the same words again is not a change."""
    before = sender._default_manager.filter(pk=instance.pk).first() if instance.pk else None
    instance._told = before is not None and before.told == instance.told


def term_saved(sender: type[Term], instance: Any, **kwargs: Any) -> None:
    """Its order aside, which lists read as they are shown, anything about a term may stand in documents."""
    if not instance._told:
        tell(TermsChanged, [instance.ref])


def term_deleted(sender: type[Term], instance: Any, **kwargs: Any) -> None:
    """Nothing carried it, but what is open to everybody named it among all the others."""
    tell(TermsChanged, [instance.ref])


def connect() -> None:
    """Listen; called once, when the application is ready."""
    for model in VOCABULARIES:
        pre_save.connect(read_before, sender=model)
        post_save.connect(term_saved, sender=model)
        post_delete.connect(term_deleted, sender=model)
