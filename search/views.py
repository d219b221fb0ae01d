"""The search page: whatever is asked, and what to do when nothing answers."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from search.listing import listing
from ui.reading import read_only


@read_only
def search(request: HttpRequest) -> HttpResponse:
    """`/recherche/`: all kinds together. An address that asks for nothing shows everything, newest first."""
    found = listing(request)
    template = "search/results.html" if found.total or found.degraded else "search/nothing.html"
    return render(request, template, {"listing": found})
