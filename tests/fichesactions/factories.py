"""Pages as tests need them, and an ear for what is told of them."""

from datetime import datetime
from typing import Any

from django.contrib.auth.models import Group
from django.db import transaction
from django.utils import timezone
from wagtail.models import Page, PageViewRestriction

from accounts.models import User
from cards.refs import Ref
from fichesactions.events import PagesChanged
from fichesactions.models import ActionSheet, Folder, GoodPractice, KnowledgePage, SheetIndexPage, Tool

SHELVES = {ActionSheet: "SheetIndexPage", GoodPractice: "PracticeIndexPage", Tool: "Toolbox"}

heard: list[PagesChanged] = []


def listen(event: PagesChanged) -> None:
    """A subscriber that remembers, and knows whether the event came with its change."""
    assert transaction.get_connection().in_atomic_block
    heard.append(event)


def refuse(event: PagesChanged) -> None:
    """A subscriber that fails: whatever told it must leave nothing behind."""
    raise ConnectionError("le registre ne répond pas")


LISTENING = {PagesChanged: (listen,)}
NO_PANELS: dict[str, tuple[Any, ...]] = {}
REFUSING = {PagesChanged: (refuse,)}


def refs_heard() -> set[Ref]:
    return {ref for event in heard for ref in event.refs}


def shelf(model: type[KnowledgePage] = ActionSheet) -> Page:
    return Page.objects.get(content_type__model=SHELVES[model].lower()).specific


def make_page(
    title: str,
    *,
    model: type[KnowledgePage] = ActionSheet,
    parent: Page | None = None,
    live: bool = True,
    **fields: Any,
) -> Any:
    """A page, published unless told otherwise; `themes=[…]` and the like are set with it."""
    page = model(title=title, live=False, **{k: v for k, v in fields.items() if not isinstance(v, list)})
    for name, rows in fields.items():
        if isinstance(rows, list):
            setattr(page, name, rows)
    above = parent or shelf(model)
    Page.objects.get(pk=above.pk).specific.add_child(instance=page)
    revision = page.save_revision()
    if live:
        revision.publish()
    return model.objects.get(pk=page.pk)


def make_folder(title: str) -> Folder:
    folder = SheetIndexPage.objects.get().add_child(instance=Folder(title=title))
    return Folder.objects.get(pk=folder.pk)


def restrict(page: Page, *groups: Group, kind: str = "") -> PageViewRestriction:
    """Reserve a page and all below it: to these groups, else to whoever is signed in."""
    kind = kind or (PageViewRestriction.GROUPS if groups else PageViewRestriction.LOGIN)
    restriction = PageViewRestriction.objects.create(page=page, restriction_type=kind)
    restriction.groups.set(groups)
    return restriction


def person(email: str, *groups: str) -> User:
    user = User.objects.create_user(email, "un mot de passe sûr", first_name=email.split("@")[0].title())
    user.groups.set(Group.objects.filter(name__in=groups))
    return user


def moment(text: str) -> datetime:
    return timezone.make_aware(datetime.fromisoformat(text))
