"""Bringing the catalogue to what a delivery says, by batches, each with its event in one transaction."""

from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from django.db import models, transaction
from django.utils import timezone

from accounts.models import Organisation
from accounts.structures.events import OrganisationsChanged
from accounts.structures.merged import hand_on, kept_rows
from cards.refs import Ref
from offers.events import OffersChanged
from offers.models import Offer
from offers.records import Row
from offers.staging import BATCH
from outbox.events import record_in_batches
from outbox.transactions import one_change
from vocabulary.models import Audience, Theme

_IDENTITY = {"source_id", "slug"}


@dataclass(slots=True)
class Counts:
    """What became of the rows of one kind."""

    created: int = 0
    changed: int = 0
    unchanged: int = 0
    withdrawn: int = 0

    @property
    def seen(self) -> int:
        """How many rows are sorted out so far."""
        return self.created + self.changed + self.unchanged

    def add(self, new: Sequence[Row], other: Sequence[Row], rows: Sequence[Row]) -> None:
        """Count one batch."""
        self.created += len(new)
        self.changed += len(other)
        self.unchanged += len(rows) - len(new) - len(other)


@dataclass(slots=True)
class Absent:
    """What a delivery lacks of one source: its services by our own keys, and how many the source has published."""

    gone: list[int] = field(default_factory=list)
    had: int = 0


class Terms:
    """The site's words by slug, read once a delivery; a theme that its editors took out is left out here too."""

    def __init__(self) -> None:
        self.themes: dict[str, int] = dict(Theme.objects.values_list("slug", "pk"))
        self.audiences: dict[str, int] = dict(Audience.objects.values_list("slug", "pk"))


def sync_organisations(rows: Sequence[Row], counts: Counts, *, dry_run: bool) -> None:
    """Create and update structures, and link the services that waited for them."""
    known = dict(Organisation.objects.filter(source_id__in=_keys(rows)).values_list("source_id", "fingerprint"))
    new, changed = _sorted_out(rows, known)
    counts.add(new, changed, rows)
    if dry_run or not (new or changed):
        return
    with one_change():
        _upsert(Organisation, [*new, *changed], lambda row: {})
        hand_on(_keys(changed))
        ids = kept_rows(_keys([*new, *changed]))
        touched = Offer.objects.filter(organisation_source_id__in=ids)
        waiting = list(touched.filter(organisation__isnull=True))
        for offer in waiting:
            offer.organisation_id = ids[offer.organisation_source_id]
        Offer.objects.bulk_update(waiting, ["organisation"], batch_size=BATCH)
        _tell(touched.values_list("pk", flat=True))
        _tell_of_organisations(ids.values())


def sync_offers(rows: Sequence[Row], terms: Terms, counts: Counts, *, dry_run: bool) -> None:
    """Create, update and bring back services; those whose record has not changed are left alone."""
    told = ("source_id", "fingerprint", "withdrawn_on", "organisation")
    held = list(Offer.objects.filter(source_id__in=_keys(rows)).values_list(*told))
    # A withdrawn one has no fingerprint here: it is a change that brings it back.
    new, changed = _sorted_out(rows, {key: "" if withdrawn else print_ for key, print_, withdrawn, _ in held})
    counts.add(new, changed, rows)
    if dry_run or not (new or changed):
        return
    with transaction.atomic():
        kept = [*new, *changed]
        wanted = {row.columns["organisation_source_id"] for row in kept}
        organisations = kept_rows(wanted)
        _upsert(Offer, kept, lambda row: _beside(row, organisations))
        ids = dict(Offer.objects.filter(source_id__in=_keys(kept)).values_list("source_id", "pk"))
        _sort_under(Offer.themes.through, "theme_id", {ids[row.key]: _known(terms.themes, row.themes) for row in kept})
        audiences = {ids[row.key]: _known(terms.audiences, row.audiences) for row in kept}
        _sort_under(Offer.audiences.through, "audience_id", audiences)
        _tell(ids.values())
        left = {pk for key, _, _, pk in held if key in ids}
        _tell_of_organisations({*organisations.values(), *left} - {None})


def absent(sources: Iterable[str], named: set[str]) -> dict[str, Absent]:
    """For each of these sources, its published services that the delivery does not name."""
    found: dict[str, Absent] = defaultdict(Absent)
    published = Offer.objects.published().filter(source__in=list(sources)).order_by()
    for pk, source, key in published.values_list("pk", "source", "source_id").iterator(chunk_size=2000):
        found[source].had += 1
        if key not in named:
            found[source].gone.append(pk)
    return found


def withdraw(ids: Sequence[int]) -> None:
    """Take services out of lists and search; their pages stay and say so."""
    for start in range(0, len(ids), BATCH):
        with transaction.atomic():
            batch = ids[start : start + BATCH]
            withdrawn = Offer.objects.filter(pk__in=batch)
            withdrawn.update(withdrawn_on=timezone.localdate())
            _tell(batch)
            of = withdrawn.filter(organisation__isnull=False).order_by()
            _tell_of_organisations(of.values_list("organisation", flat=True).distinct())


def _beside(row: Row, organisations: Mapping[str, int]) -> dict[str, Any]:
    """What the record does not hold: a service that is delivered is linked and no longer withdrawn."""
    return {"organisation": organisations.get(row.columns["organisation_source_id"]), "withdrawn_on": None}


def _sorted_out(rows: Sequence[Row], known: dict[str | None, str] | dict[str, str]) -> tuple[list[Row], list[Row]]:
    new = [row for row in rows if row.key not in known]
    return new, [row for row in rows if known.get(row.key, row.columns["fingerprint"]) != row.columns["fingerprint"]]


def _keys(rows: Sequence[Row]) -> list[str]:
    return [row.key for row in rows]


def _upsert(model: type[models.Model], rows: Sequence[Row], extra: Callable[[Row], dict[str, Any]]) -> None:
    """Write what is new and what changed; the address given at first sight stays.

    Written by hand: half of an import went into `bulk_create` composing its statement, anew for every 28 rows.
    """
    connection = transaction.get_connection()
    quote = connection.ops.quote_name
    values = [row.columns | extra(row) for row in rows]
    by_name = {name: field for field in model._meta.concrete_fields for name in (field.name, field.attname)}
    fields = [by_name[name] for name in values[0]]
    names = [str(field.column) for field in fields]
    updated = ", ".join(f"{quote(name)} = EXCLUDED.{quote(name)}" for name in names if name not in _IDENTITY)
    with connection.cursor() as cursor:
        cursor.executemany(
            f"INSERT INTO {quote(model._meta.db_table)} ({', '.join(map(quote, names))}) "  # noqa: S608 - our own names
            f"VALUES ({', '.join(['%s'] * len(names))}) ON CONFLICT (source_id) DO UPDATE SET {updated}",
            [
                [field.get_db_prep_save(value, connection) for field, value in zip(fields, row.values(), strict=True)]
                for row in values
            ],
        )


def _known(terms: dict[str, int], slugs: Sequence[str]) -> list[int]:
    return [terms[slug] for slug in slugs if slug in terms]


def _sort_under(through: type[models.Model], column: str, wanted: dict[int, list[int]]) -> None:
    through._default_manager.filter(offer_id__in=wanted).delete()
    rows = [through(**{"offer_id": offer, column: term}) for offer, terms in wanted.items() for term in terms]
    through._default_manager.bulk_create(rows, batch_size=BATCH)


def _tell(ids: Iterable[int]) -> None:
    record_in_batches(OffersChanged, [Ref("offer", str(pk)) for pk in ids])


def _tell_of_organisations(ids: Iterable[int]) -> None:
    """What they say, or what they offer, is no longer what search knows of them."""
    record_in_batches(OrganisationsChanged, [Ref("organisation", str(pk)) for pk in sorted(ids)])
