"""Organisations and claims in the admin, to look things up; and accounts, of which one address alone enters."""

from allauth.account.models import EmailAddress
from django.http import HttpRequest
from wagtail import hooks
from wagtail.permissions import register_permission_policy
from wagtail.snippets.models import register_snippet
from wagtail.snippets.views.snippets import SnippetViewSetGroup

from accounts.models import Claim, Organisation, User
from accounts.structures.admin import ChangedOnItsPage, ClaimViewSet, OrganisationViewSet


class StructuresGroup(SnippetViewSetGroup):
    menu_label = "Structures"
    menu_icon = "group"
    menu_order = 310
    items = (OrganisationViewSet, ClaimViewSet)


for model in (Organisation, Claim):
    register_permission_policy(model, ChangedOnItsPage(model))
register_snippet(StructuresGroup)


@hooks.register("after_edit_user")
def one_address_only(request: HttpRequest, user: User) -> None:
    """Forget the addresses that this account had before the administration changed it: they open nothing any more."""
    EmailAddress.objects.filter(user=user).exclude(email__iexact=user.email).delete()
