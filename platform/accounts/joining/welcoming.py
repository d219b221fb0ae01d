"""What members do for newcomers: decide on applications, invite; and a newcomer's own first visit."""

from contextlib import suppress

from allauth.core.ratelimit import consume
from django.contrib.auth.decorators import login_required
from django.core.exceptions import PermissionDenied
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST

from accounts.joining import actions
from accounts.joining.admission import may_invite
from accounts.joining.errors import AlreadyDecidedError
from accounts.joining.first_visit import WelcomeForm, first_useful_page, settle_in
from accounts.joining.forms import DecisionForm, InviteForm
from accounts.members import member
from accounts.models import Application, Invitation, User
from ui.reading import reading_and_writing

MOST_LISTED = 50
SENT = "envoyee"


@never_cache
@login_required
def applications(request: HttpRequest) -> HttpResponse:
    """Those who wait for this reader's agreement."""
    waiting = Application.objects.decidable_by(request.user).select_related("basin__territory")
    return render(request, "accounts/joining/applications.html", {"applications": waiting[:MOST_LISTED]})


@never_cache
@login_required
@reading_and_writing
def application(request: HttpRequest, key: str) -> HttpResponse:
    """One of them, to accept or refuse with a word. Who may not decide reads 404, as if there were none."""
    asked = get_object_or_404(_decidable_or_decided(member(request)), key=key)
    form = DecisionForm(request.POST or None)
    if request.method == "POST" and form.is_valid() and asked.state == Application.State.WAITING:
        decide = actions.accept if "accept" in request.POST else actions.refuse
        with suppress(AlreadyDecidedError):  # The page says who did.
            decide(application=asked, by=member(request), word=form.cleaned_data["word"])
        return redirect("application", key=key)
    return render(request, "accounts/joining/application.html", {"application": asked, "form": form})


@never_cache
@login_required
@reading_and_writing
def invitations(request: HttpRequest) -> HttpResponse:
    """Invite somebody, and see what became of one's invitations. The answer tells nothing of the address."""
    user = member(request)
    if not may_invite(user):
        raise PermissionDenied
    form = InviteForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        if not consume(request, action="invite", user=user):
            return render(request, "429.html", {"wait": "un jour"}, status=429)
        actions.invite(email=form.cleaned_data["email"], by=user)
        return redirect(f"{reverse('invitations')}?{SENT}=1")
    mine = Invitation.objects.filter(invited_by=user)[:MOST_LISTED]
    return render(
        request, "accounts/joining/invitations.html", {"form": form, "invitations": mine, "sent": SENT in request.GET}
    )


@login_required
@require_POST
def revoke_invitation(request: HttpRequest, pk: int) -> HttpResponse:
    """Take one of one's own invitations back."""
    actions.revoke(invitation=get_object_or_404(Invitation, pk=pk, invited_by=request.user))
    return redirect("invitations")


@never_cache
@login_required
@reading_and_writing
def welcome(request: HttpRequest) -> HttpResponse:
    """The first visit: three things, already written where they are known, each may be left out."""
    user = member(request)
    if "skip" in request.POST:
        settle_in(user, {})
        return redirect(first_useful_page(user))
    form = WelcomeForm(user, request.POST or None)
    if request.method == "POST" and form.is_valid():
        settle_in(user, form.cleaned_data)
        return redirect(first_useful_page(user))
    return render(request, "accounts/joining/welcome.html", {"form": form})


def _decidable_or_decided(user: User) -> QuerySet[Application]:
    return (Application.objects.decidable_by(user) | Application.objects.filter(decided_by=user)).distinct()
