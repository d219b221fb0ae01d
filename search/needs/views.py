"""What a page tells when a result is opened: no account, no cookie, no token."""

import re

from django.core.exceptions import BadRequest
from django.http import HttpRequest, HttpResponse
from django.views.decorators.http import require_POST

from search.needs.hearing import hear_choice
from ui.strangers import for_strangers

_KEY = re.compile(r"[0-9a-f]{24}")
DEEPEST_RANK = 20
"""What stands on a first page; farther, nobody tells."""


@for_strangers
@require_POST
def result_opened(request: HttpRequest) -> HttpResponse:
    """Of which list, and which of its results. Answers alike whether that list was counted today or not."""
    key, rank = request.POST.get("liste", ""), request.POST.get("rang", "")
    if not _KEY.fullmatch(key) or not (rank.isdecimal() and rank.isascii() and len(rank) < 3):
        raise BadRequest
    if not 1 <= int(rank) <= DEEPEST_RANK:
        raise BadRequest
    hear_choice(request, key, int(rank))
    return HttpResponse(status=204)
