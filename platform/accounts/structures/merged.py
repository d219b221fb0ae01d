"""Rows that were merged go on taking what their source delivers, and hand it on to the row that was kept."""

from collections.abc import Iterable, Sequence

from django.db.models.functions import Coalesce

from accounts.models import Organisation

HANDED_ON = (
    "description", "type", "siret", "bce", "address", "address_details", "postcode", "city",
    "municipality", "latitude", "longitude", "phone", "email", "website", "site_host", "opening_hours", "accessibility",
    "networks", "source_link", "source_updated_on",
)  # fmt: skip
"""What a source says of an organisation, but for its name: the kept one has its own."""
_NEVER_BLANKED = ("siret", "bce", "type")


def kept_rows(source_keys: Iterable[str | None]) -> dict[str, int]:
    """By the key of its source, the organisation that stands for it today: itself, or what it was merged into. They are
    held until the transaction ends, so that nobody merges them meanwhile."""
    of = Organisation.objects.select_for_update().filter(source_id__in=set(source_keys)).order_by("pk")
    return dict(of.values_list("source_id", Coalesce("merged_into", "pk")))


def hand_on(source_keys: Sequence[str]) -> None:
    """The word of these sources just changed: where it is of a merged row, the kept one says it too, unless its own
    source spoke since. Each record is handed on once, as it changes: two sources never take turns for ever."""
    changed = Organisation.objects.filter(source_id__in=source_keys, merged_into__isnull=False)
    for row in changed.select_related("merged_into").order_by("source_updated_on", "pk"):
        take_from(row, row.merged_into)  # type: ignore[arg-type]


def take_from(row: Organisation, kept: Organisation) -> None:
    """Bring the kept one to what this row says, when that is as recent as what it said."""
    if kept.source_updated_on and (not row.source_updated_on or row.source_updated_on < kept.source_updated_on):
        return
    for name in HANDED_ON:
        if getattr(row, attname(name)) or name not in _NEVER_BLANKED:
            setattr(kept, attname(name), getattr(row, attname(name)))
    kept.save(update_fields=HANDED_ON)


def attname(name: str) -> str:
    """How the instance calls the column of this field: `municipality_id`."""
    return str(Organisation._meta.get_field(name).attname)  # type: ignore[union-attr]
