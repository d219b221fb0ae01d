"""Going back to where a gesture was made."""

from django.http import HttpRequest
from django.utils.http import url_has_allowed_host_and_scheme


def way_back(request: HttpRequest, field: str, otherwise: str) -> str:
    """The page that a posted form names in this field, on this site only: never another's, whoever wrote the form."""
    asked = request.POST.get(field, "")
    ours = asked.startswith("/") and url_has_allowed_host_and_scheme(asked, allowed_hosts=None)
    return asked if ours else otherwise
