"""Two structures that are one: somebody says so, one is kept, and whatever hangs on the other hangs on it."""

from collections.abc import Sequence
from datetime import timedelta
from typing import Any

from django.db import transaction
from django.utils import timezone

from accounts.models import Claim, ClaimState, Distinction, Merger, Organisation, Profile, User
from accounts.structures.events import OrganisationsMerged, OrganisationsParted
from accounts.structures.merged import HANDED_ON, attname
from outbox.events import record

UNDO_DAYS = 30
_TOLD = (*Organisation.OWN, *(name for name in HANDED_ON if name != "source_updated_on"), "opened")
_OWN_OF = {
    "own_type": "type", "own_description": "description", "own_phone": "phone", "own_email": "email",
    "own_website": "website", "own_hours": "opening_hours",
}  # fmt: skip


class SameStructureError(Exception):
    """One cannot be merged into itself."""


class AlreadyMergedError(Exception):
    """One of the two was merged into another meanwhile."""


class CannotPartError(Exception):
    """The merger is too old, was undone, or what it made was merged further."""


def merge(*, merged: Organisation, kept: Organisation, by: User) -> Merger:
    """Take the first into the second, in one transaction: its services, its people, its keepers, what points at it.

    Whoever says the same twice, or the two of them the other way round at once, says it once.
    """
    if merged.pk == kept.pk:
        raise SameStructureError
    with transaction.atomic():
        rows = {each.pk: each for each in _locked(merged.pk, kept.pk)}
        gone, stays = rows[merged.pk], rows[kept.pk]
        if gone.merged_into_id == stays.pk or stays.merged_into_id == gone.pk:
            return Merger.objects.filter(merged__in=rows, kept__in=rows, undone_at=None).latest("pk")
        if gone.merged_into_id or stays.merged_into_id:
            raise AlreadyMergedError
        moved = _move_all(gone, stays)
        Organisation.objects.filter(pk=gone.pk).update(merged_into=stays)
        made = Merger.objects.create(merged=gone, kept=stays, done_by=by, moved=moved)
        record(OrganisationsMerged((gone.ref, stays.ref)))
    return made


def part(*, merger: Merger) -> None:
    """Undo: the two are two again, each with its services and the people it had who are still there."""
    with transaction.atomic():
        rows = {each.pk: each for each in _locked(merger.merged_id, merger.kept_id)}
        made = Merger.objects.select_for_update().get(pk=merger.pk)
        back, stays = rows[made.merged_id], rows[made.kept_id]
        if not can_part(made) or back.merged_into_id != stays.pk:
            raise CannotPartError
        Organisation.objects.filter(pk__in=made.moved["merged"], merged_into=stays).update(merged_into=back)
        Organisation.objects.filter(pk=back.pk).update(merged_into=None)
        _give_back(stays, made.moved)
        Profile.objects.filter(pk__in=made.moved["people"], organisation=stays).update(organisation=back)
        Claim.objects.filter(pk__in=made.moved["claims"], organisation=stays).update(organisation=back)
        Merger.objects.filter(pk=made.pk).update(undone_at=timezone.now())
        record(OrganisationsParted((back.ref, stays.ref)))


def can_part(merger: Merger) -> bool:
    """Whether a merger may still be undone: within thirty days, and not once the kept one was merged further."""
    recent = merger.done_at > timezone.now() - timedelta(days=UNDO_DAYS)
    return recent and merger.undone_at is None and merger.kept.merged_into_id is None


def tell_apart(*, one: Organisation, other: Organisation, by: User) -> None:
    """Say that these two are two: they are proposed to nobody any more."""
    if one.pk == other.pk:
        raise SameStructureError
    first, second = sorted((one, other), key=lambda each: each.pk)
    Distinction.objects.get_or_create(first=first, second=second, defaults={"said_by": by})


def _locked(*pks: int) -> list[Organisation]:
    """Always in the same order, so that two mergers of the same two wait for each other."""
    return list(Organisation.objects.select_for_update().filter(pk__in=pks).order_by("pk"))


def _move_all(gone: Organisation, stays: Organisation) -> dict[str, Any]:
    """Bring what hangs on the one to the other; answer what it takes to bring it back."""
    moved: dict[str, Any] = {"before": _said(stays), "merged": list(gone.merged.values_list("pk", flat=True))}
    moved |= {"people": _move_people(gone, stays), "claims": _move_claims(gone, stays)}
    gone.merged.update(merged_into=stays)
    _take_over(gone, stays)
    return moved | {"after": _said(stays)}


def _move_people(gone: Organisation, stays: Organisation) -> list[int]:
    people = list(Profile.objects.filter(organisation=gone).values_list("pk", flat=True))
    Profile.objects.filter(pk__in=people).update(organisation=stays)
    return people


def _move_claims(gone: Organisation, stays: Organisation) -> list[int]:
    """Whoever had asked for both keeps what is worth more: a page entrusted stays so."""
    moved = []
    held = {each.user_id: each for each in Claim.objects.filter(organisation=stays)}
    for each in Claim.objects.filter(organisation=gone):
        other = held.get(each.user_id)
        if other is None:
            Claim.objects.filter(pk=each.pk).update(organisation=stays)
            moved.append(each.pk)
        elif each.state == ClaimState.ACCEPTED and other.state != ClaimState.ACCEPTED:
            Claim.objects.filter(pk=other.pk).update(state=ClaimState.ACCEPTED, decided_at=each.decided_at)
    return moved


def _said(one: Organisation) -> dict[str, Any]:
    """All that it says, to be given back when the two are parted."""
    told = {name: getattr(one, attname(name)) for name in _TOLD}
    return told | {"sectors": sorted(one.sectors.values_list("pk", flat=True))}


def _take_over(gone: Organisation, stays: Organisation) -> None:
    """What only the other's people, or only its source, said is said by the kept one from now on."""
    if gone.source and not stays.source:  # What was entered here by hand is now its people's word, beside the source's.
        for own, column in _OWN_OF.items():
            setattr(stays, own, getattr(stays, own) or getattr(stays, column))
    columns: Sequence[str] = HANDED_ON
    if (
        stays.source and not gone.source
    ):  # Written as the source's, it would go at the next delivery; and claims trust it.
        for own, column in _OWN_OF.items():
            said = "" if getattr(stays, column) else getattr(gone, column)
            setattr(stays, own, getattr(stays, own) or getattr(gone, own) or said)
        columns = [name for name in HANDED_ON if name not in {*_OWN_OF.values(), "site_host"}]
    for name in (*Organisation.OWN, *columns):
        setattr(stays, attname(name), getattr(stays, attname(name)) or getattr(gone, attname(name)))
    stays.opened = stays.is_open or gone.is_open
    stays.own_saved_at = max(filter(None, (stays.own_saved_at, gone.own_saved_at)), default=None)
    stays.own_version += 1
    stays.save()
    stays.sectors.add(*gone.sectors.all())


def _give_back(stays: Organisation, moved: dict[str, Any]) -> None:
    """What nobody changed since the merger is as it was before."""
    before, after, now = moved["before"], moved["after"], _said(stays)
    for name in _TOLD:
        if now[name] == after[name]:
            setattr(stays, attname(name), before[name])
    if now["sectors"] == after["sectors"]:
        stays.sectors.set(before["sectors"])
    stays.own_version += 1
    stays.save()
