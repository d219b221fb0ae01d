"""My data: read what is kept, take it away, leave."""

import time
from collections.abc import Callable
from datetime import timedelta
from functools import wraps

from allauth.account.authentication import get_authentication_records
from allauth.account.decorators import reauthentication_required
from django.contrib.auth import logout
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET, require_POST

from accounts.members import member
from operations import my_data
from operations.personal_data import export_person
from operations.roles import LastAdministratorError
from ui.reading import read_only, reading_and_writing

RECENT = timedelta(minutes=15)


def proven(view: Callable[[HttpRequest], HttpResponse]) -> Callable[[HttpRequest], HttpResponse]:
    """Decorator: only for whoever showed a moment ago, on this device, that it is them and not a session left open.

    Allauth asks for the password or the second step; who has neither signs in by a code, and has to do it again.
    """

    @wraps(view)
    def only_if_proven(request: HttpRequest) -> HttpResponse:
        person = member(request)
        at = max((record["at"] for record in get_authentication_records(request)), default=0)
        if not person.has_usable_password() and time.time() - at > RECENT.total_seconds():
            return render(request, "operations/sign_in_again.html")
        answer: HttpResponse = reauthentication_required(view)(request)
        return answer

    return never_cache(login_required(only_if_proven))


@never_cache
@login_required
@require_GET
def my_data_page(request: HttpRequest) -> HttpResponse:
    """What is kept about me, in brief."""
    told = [(title, len(rows)) for title, rows in export_person(member(request)).items() if rows]
    return render(request, "operations/my_data.html", {"told": told})


@require_POST
@proven
def take_away(request: HttpRequest) -> HttpResponse:
    """All of it, in one file. Asked for on a page of its own: whoever had to prove themselves first would see the
    download begin behind the question, and the question stay."""
    if not request.POST.get("fichier"):
        return render(request, "operations/my_data_ready.html")
    answer = HttpResponse(my_data.taken_away(member(request)), content_type="application/zip")
    answer.headers["Content-Disposition"] = f'attachment; filename="mes-donnees-{timezone.localdate():%Y-%m-%d}.zip"'
    return answer


@reading_and_writing
@proven
def delete_account(request: HttpRequest) -> HttpResponse:
    """Leave: what goes and what stays is said first, and the word is asked for."""
    person = member(request)
    may, agreed = my_data.may_leave(person), request.POST.get("d-accord") == "oui"
    if request.method != "POST" or not (may and agreed):
        missing = request.method == "POST" and may
        return render(request, "operations/delete_account.html", {"may": may, "missing": missing})
    try:
        my_data.leave(person=person)
    except LastAdministratorError:  # The other one left a moment ago.
        return render(request, "operations/delete_account.html", {"may": False})
    logout(request)
    return redirect("account_gone")


@read_only
def account_gone(request: HttpRequest) -> HttpResponse:
    """It is done."""
    return render(request, "operations/account_gone.html")
