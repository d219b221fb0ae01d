"""Suggestions for a browser's own bar, in the form that OpenSearch gives them."""

from django.conf import settings
from django.http import HttpRequest, JsonResponse

from cards.kinds import kinds
from cards.momentary import only_for_now
from search.asked import clean
from search.suggestions import Suggestion, suggestions
from ui.reading import read_only


@read_only
def browser_suggestions(request: HttpRequest) -> JsonResponse:
    """`/recherche/suggestions.json?q=`: the words, then titles, what each is, and addresses. Fewer when the
    engine is away: a browser's bar has nowhere to say so."""
    words = clean(request.GET.get("q", ""))
    found, whole = suggestions(words, request.user)
    if not whole:
        only_for_now(request)
    answer = [words, [each.title for each in found], [_what(each) for each in found], [_where(each) for each in found]]
    return JsonResponse(answer, safe=False, content_type="application/x-suggestions+json")


def _what(each: Suggestion) -> str:
    owner = kinds().get(each.kind)
    return owner.label if owner else ""


def _where(each: Suggestion) -> str:
    return settings.BASE_URL + each.url
