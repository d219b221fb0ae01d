"""Who answers an address."""

from csp.decorators import csp
from django.conf import settings
from django.contrib.sitemaps import views as sitemaps
from django.urls import include, path, re_path
from wagtail.admin import urls as wagtailadmin_urls
from wagtail.documents.views.serve import serve as serve_document
from wagtail.urls import serve_pattern
from wagtail.utils.urlpatterns import decorate_urlpatterns

from accounts.my_basin import my_basin
from accounts.people.sitemaps import PeopleSitemap
from accounts.people.urls import own_urlpatterns
from accounts.second_step import needs_second_step
from accounts.sitemaps import OrganisationSitemap
from accounts.views import admin_sign_in
from config.api import urls as api_urls
from fichesactions.sitemaps import PagesSitemap
from fichesactions.views import page
from offers.sitemaps import OfferSitemap
from outbox.transactions import one_transaction
from search.urls import saved_urlpatterns
from territories.sitemaps import PlaceSitemap
from ui.reading import read_only

admin_pages = decorate_urlpatterns(
    [path("admin/", include(wagtailadmin_urls))], csp(settings.ADMIN_CONTENT_SECURITY_POLICY)
)
admin_pages = decorate_urlpatterns(admin_pages, one_transaction)
admin_pages = decorate_urlpatterns(admin_pages, needs_second_step)
people_and_structures = {"structures": OrganisationSitemap, "territoires": PlaceSitemap, "personnes": PeopleSitemap}
maps = {"sitemaps": {"pages": PagesSitemap, "services": OfferSitemap, **people_and_structures}}

urlpatterns = [
    path("", include("ui.urls")),
    path("sitemap.xml", read_only(sitemaps.index), maps | {"sitemap_url_name": "sitemap_section"}, name="sitemap"),
    path("sitemap-<slug:section>.xml", read_only(sitemaps.sitemap), maps, name="sitemap_section"),
    path("recherche/", include("search.urls")),
    path("api/v1/", api_urls),
    path("compte/", include("accounts.urls")),
    path("territoires/", include("territories.urls")),
    path("mon-bassin/", my_basin, name="my_basin"),
    path("compte/profil/", include(own_urlpatterns)),
    path("mon-espace/", include("notifications.urls")),
    path("mon-espace/recherches/", include(saved_urlpatterns)),
    path("mon-espace/", include("accounts.space.urls")),
    path("annuaire/structures/", include("accounts.structures.urls")),
    path("annuaire/", include("accounts.people.urls")),
    path("admin/login/", admin_sign_in),
    *admin_pages,
    re_path(r"^documents/(\d+)/(.*)$", serve_document, name="wagtaildocs_serve"),
    path("", include("operations.urls")),
    path("", include("feedback.urls")),
    path("", include("fichesactions.urls")),
    path("", include("offers.urls")),
    # Wagtail's own sign-in and shared-password pages are left out: signing in is allauth's, shared passwords are off.
    re_path(serve_pattern, page, name="wagtail_serve"),
]

handler400 = "ui.errors.bad_request"
handler404 = "ui.errors.not_found"
handler500 = "ui.errors.broken"
