"""A territory, a basin or a municipality saved or deleted becomes an event, in the transaction of the change."""

from typing import Any

from django.db.models.signals import post_delete, post_save, pre_delete, pre_save

from cards.refs import Ref
from outbox.transactions import tell
from territories.events import PlacesChanged
from territories.models import Basin, Municipality, Territory

Place = Territory | Basin | Municipality


def read_before(sender: type[Place], instance: Any, **kwargs: Any) -> None:
    """What it was, while the database still says so: importing the same places again is not a change."""
    instance._before = sender._default_manager.filter(pk=instance.pk).first() if instance.pk else None


def place_saved(sender: type[Place], instance: Any, **kwargs: Any) -> None:
    """A key that changed is told with the new one: things may still be filed under it."""
    before = instance._before
    if before is None or before.told != instance.told:
        tell(PlacesChanged, {*_refs(instance), *(_refs(before) if before else ())})


def _refs(place: Place) -> list[Ref]:
    """Itself; and the territory of a basin, which is found by those it holds."""
    return [place.ref, *([place.territory.ref] if isinstance(place, Basin) and place.territory else [])]


def read_predecessors(sender: type[Municipality], instance: Any, **kwargs: Any) -> None:
    """Those that stood for it until now, while the database still says so: they are themselves again without it."""
    instance._predecessors = [each.ref for each in instance.predecessors.all()]


def place_deleted(sender: type[Place], instance: Any, **kwargs: Any) -> None:
    """Services keep the code of a municipality that is gone, without what was known of it."""
    tell(PlacesChanged, [*_refs(instance), *getattr(instance, "_predecessors", ())])


def connect() -> None:
    """Listen; called once, when the application is ready."""
    for model in (Territory, Basin, Municipality):
        pre_save.connect(read_before, sender=model)
        post_save.connect(place_saved, sender=model)
        post_delete.connect(place_deleted, sender=model)
    pre_delete.connect(read_predecessors, sender=Municipality)
