"""Who answers an address."""

from csp.decorators import csp
from django.conf import settings
from django.contrib.sitemaps import views as sitemaps
from django.urls import include, path, re_path
from wagtail.admin import urls as wagtailadmin_urls
from wagtail.documents.views.serve import serve as serve_document
from wagtail.urls import serve_pattern
from wagtail.utils.urlpatterns import decorate_urlpatterns
from wagtail.views import serve as serve_page

from accounts.views import admin_sign_in
from config.api import api
from fichesactions.sitemaps import PagesSitemap
from offers.sitemaps import OfferSitemap
from outbox.transactions import one_transaction

admin_pages = decorate_urlpatterns(
    [path("admin/", include(wagtailadmin_urls))], csp(settings.ADMIN_CONTENT_SECURITY_POLICY)
)
admin_pages = decorate_urlpatterns(admin_pages, one_transaction)
maps = {"sitemaps": {"pages": PagesSitemap, "services": OfferSitemap}}

urlpatterns = [
    path("", include("ui.urls")),
    path("sitemap.xml", sitemaps.index, maps | {"sitemap_url_name": "sitemap_section"}, name="sitemap"),
    path("sitemap-<slug:section>.xml", sitemaps.sitemap, maps, name="sitemap_section"),
    path("recherche/", include("search.urls")),
    path("api/v1/", api.urls),
    path("compte/", include("accounts.urls")),
    path("admin/login/", admin_sign_in),
    *admin_pages,
    re_path(r"^documents/(\d+)/(.*)$", serve_document, name="wagtaildocs_serve"),
    path("", include("operations.urls")),
    path("", include("fichesactions.urls")),
    path("", include("offers.urls")),
    # Wagtail's own sign-in and shared-password pages are left out: signing in is allauth's, shared passwords are off.
    re_path(serve_pattern, serve_page, name="wagtail_serve"),
]

handler400 = "ui.errors.bad_request"
handler404 = "ui.errors.not_found"
handler500 = "ui.errors.broken"
