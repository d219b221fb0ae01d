"""Who may do what with an organisation: those who keep its page, its basin or the site."""

from django.db.models import Q

from accounts.models import Claim, Organisation, OrganisationQuerySet, User
from cards.kinds import Viewer
from territories.models import Part, basins_of, keeps, runs_the_site


def keeps_page(viewer: Viewer, organisation: Organisation) -> bool:
    """Whether they are of those whom the organisation's page is entrusted to."""
    return Claim.objects.of(viewer).accepted().filter(organisation=organisation).exists()


def decides(viewer: Viewer, organisation: Organisation) -> bool:
    """Whether they answer claims here and say which structures are one: whoever animates its basin or runs the site."""
    basin = organisation.basin
    return runs_the_site(viewer) or (basin is not None and keeps(viewer, basin, Part.FACILITATOR))


def may_edit(viewer: Viewer, organisation: Organisation) -> bool:
    """Whether they may write what its people say: those who keep it, who decide upon it, and the site's editors."""
    edits = isinstance(viewer, User) and viewer.has_perm("wagtailadmin.access_admin")
    return edits or keeps_page(viewer, organisation) or decides(viewer, organisation)


def may_merge(viewer: Viewer, one: Organisation, other: Organisation) -> bool:
    """Whether they may say that these two are one: each must be theirs, to keep or to decide upon."""
    return all(keeps_page(viewer, each) or decides(viewer, each) for each in (one, other))


def decided_by(viewer: Viewer) -> OrganisationQuerySet:
    """The structures upon which they decide."""
    standing = Organisation.objects.visible_to(viewer)
    if runs_the_site(viewer):
        return standing
    basins = basins_of(viewer, Part.FACILITATOR)
    return standing.filter(Q(municipality__basin__in=basins) | Q(municipality__successor__basin__in=basins))
