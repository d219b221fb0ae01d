"""An organisation's page; and signing in, where Wagtail's admin and the public site share one door."""

from allauth.account.views import LoginView
from django.contrib.auth import REDIRECT_FIELD_NAME
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.http import urlencode

from accounts.models import Organisation
from accounts.portrait import Portrait
from ui.reading import read_only


class SignInView(LoginView):
    """Allauth's sign-in, which tells a member without the right that the administration stays closed."""

    def dispatch(self, request: HttpRequest, *args: object, **kwargs: object) -> HttpResponseBase:
        towards_admin = request.GET.get(REDIRECT_FIELD_NAME, "").startswith(reverse("wagtailadmin_home"))
        if towards_admin and request.user.is_authenticated and not request.user.has_perm("wagtailadmin.access_admin"):
            # Sending them back where they were refused would never end.
            raise PermissionDenied
        response: HttpResponseBase = super().dispatch(request, *args, **kwargs)
        return response


@read_only
def admin_sign_in(request: HttpRequest) -> HttpResponse:
    """Wagtail's own sign-in address leads to ours and keeps where one was going."""
    towards = request.GET.get(REDIRECT_FIELD_NAME) or reverse("wagtailadmin_home")
    return redirect(f"{reverse('account_login')}?{urlencode({REDIRECT_FIELD_NAME: towards})}")


@read_only
def organisation_page(request: HttpRequest, slug: str) -> HttpResponse:
    """What is known of one structure; other rooms add what it does."""
    organisation = get_object_or_404(Organisation.objects.visible_to(request.user), slug=slug)
    context = {
        "organisation": organisation,
        "portrait": Portrait(organisation, request.user),
        "section": "services",
    }
    return render(request, "accounts/organisation.html", context)
