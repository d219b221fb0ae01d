"""The API: its version, its documentation without any foreign server, and errors as sentences in French."""

from collections.abc import Callable
from functools import wraps
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from ninja import NinjaAPI
from ninja.errors import HttpError, ValidationError
from wagtail.utils.urlpatterns import decorate_urlpatterns

from offers.api import router as offers_router
from search.api import router as search_router
from ui.reading import read_only

api = NinjaAPI(
    title="Pratiques voisines",
    version="1",
    description="Ce qu’un visiteur anonyme peut voir ; davantage avec la session de qui est connecté.",
    urls_namespace="api",
)
api.add_router("", search_router)
api.add_router("", offers_router)

CODES = {
    400: "invalid",
    401: "unauthenticated",
    403: "forbidden",
    404: "not_found",
    405: "not_allowed",
    429: "too_many",
    503: "unavailable",
}


def _error(request: HttpRequest, status: int, message: str, code: str = "") -> HttpResponse:
    told = {"error": {"code": code or CODES.get(status, "error"), "message": message}}
    return api.create_response(request, told, status=status)


@api.exception_handler(ValidationError)
def invalid(request: HttpRequest, error: ValidationError) -> HttpResponse:
    """A parameter that makes no sense: which one, and what was expected."""
    return _error(request, 400, " ".join(_sentence(each) for each in error.errors), "invalid_parameters")


def _sentence(problem: dict[str, Any]) -> str:
    *_, name = problem["loc"] or ("",)
    context = problem.get("ctx", {})
    expected = {
        "greater_than": "doit dépasser {gt}.",
        "greater_than_equal": "vaut au moins {ge}.",
        "less_than_equal": "vaut au plus {le}.",
        "int_parsing": "doit être un nombre entier.",
        "float_parsing": "doit être un nombre.",
    }.get(problem["type"])
    told = expected.format(**context) if expected else str(context.get("error", "")) or "n’est pas compris."
    return f"{name} : {told}"


@api.exception_handler(HttpError)
def refused(request: HttpRequest, error: HttpError) -> HttpResponse:
    """An answer that a router refused to give, in its own words."""
    return _error(request, error.status_code, str(error))


@api.exception_handler(Http404)
def missing(request: HttpRequest, error: Http404) -> HttpResponse:
    """Private and missing answer alike."""
    return _error(request, 404, "Rien à cette adresse.")


def plainly(view: Callable[..., HttpResponse]) -> Callable[..., HttpResponse]:
    """Decorator, for the library's views: HEAD is answered as GET is, and an unknown method is told so in JSON."""
    if not getattr(view, "csrf_exempt", False):
        view = read_only(view)  # Its pages of documentation, which take any method.

    @wraps(view)
    def wrapped(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        asked, request.method = request.method, "GET" if request.method == "HEAD" else request.method
        response = view(request, *args, **kwargs)
        request.method = asked
        return _not_allowed(request, response) if response.status_code == 405 else response

    return wrapped


def _not_allowed(request: HttpRequest, response: HttpResponse) -> HttpResponse:
    refusal = _error(request, 405, f"{request.method} n’est pas possible ici.")
    refusal.headers["Allow"] = ", ".join(sorted({*response.headers["Allow"].split(", "), "HEAD"}))
    return refusal


_patterns, _app_name, _namespace = api.urls
urls = (decorate_urlpatterns(list(_patterns), plainly), _app_name, _namespace)
"""The addresses of the interface, for the table of addresses."""
