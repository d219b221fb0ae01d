"""The pages every browser test visits, among the demonstration's content. To add one, add a line."""

from typing import NamedTuple


class Visit(NamedTuple):
    """An address, and what is expected of it."""

    path: str
    follow: str = ""
    """Or the first link found there by this selector, for pages whose address is not known beforehand."""
    status: int = 200
    html_budget: int = 40 * 1024
    as_member: bool = False
    """Visited by somebody signed in."""


PASSWORD = "trois mots sans rapport"
MEMBER = "sociale@demo.test"
EDITOR = "admin@demo.test"

WITHDRAWN = "bien-accueillir-un-nouveau-collegue-appui-a-lentreprise-5db8373e8a"
"""A service of the demonstration that `readymade.py` withdraws."""

BARE = "dont-on-ne-sait-que-le-nom"
"""A service that `readymade.py` adds, of which nothing else is known."""

PAGES = [
    # Those under /essai/ are of tests/browser/urls.py.
    Visit("/"),
    Visit("/fiches-actions/"),
    Visit("/fiches-actions/", follow="main .item h3 a"),
    Visit("/bonnes-pratiques/"),
    Visit("/bonnes-pratiques/", follow="main .item h3 a"),
    Visit("/boite-a-outils/"),
    Visit("/boite-a-outils/", follow="main .item h3 a"),
    Visit("/services/"),
    Visit("/services/", follow="main .item h3 a"),
    Visit("/services/?lieu=25300"),
    Visit("/services/?pour=entreprises&public=jeunes"),
    Visit(f"/services/{BARE}/"),
    Visit(f"/services/{WITHDRAWN}/", follow="main .lead a"),
    Visit("/recherche/"),
    Visit("/recherche/?q=garde+d%27enfant"),
    Visit("/recherche/?q=logment&lieu=4802+Heusy&rayon=25"),
    Visit("/recherche/?q=zzzzzz"),
    Visit("/aide/"),
    Visit("/glossaire/"),
    Visit("/accessibilite/"),
    Visit("/donnees-personnelles/"),
    Visit("/mentions-legales/"),
    Visit("/qui-finance/"),
    Visit("/compte/connexion/"),
    Visit("/compte/mot-de-passe/"),
    Visit("/compte/mot-de-passe/envoye/"),
    Visit("/compte/inscription/"),
    Visit("/compte/deconnexion/", as_member=True),
    Visit("/compte/mot-de-passe/change/"),
    Visit("/compte/mot-de-passe/1-perime/"),
    Visit("/compte/desactive/"),
    Visit("/une-page-qui-n-existe-pas/", status=404),
    Visit("/annuaire/?sorte=organisation", follow="main .item h3 a"),
    Visit("/territoires/wallonie/verviers/"),
    Visit("/territoires/wallonie/verviers/", follow="main a[href*='?comparer=']"),
    Visit("/mon-espace/", as_member=True),
    Visit("/mon-espace/gardes/", as_member=True),
    Visit("/mon-espace/recherches/garder/?q=logement", as_member=True),
    Visit("/mon-espace/recherches/", as_member=True),
    Visit("/compte/profil/", as_member=True),
    Visit("/composants/"),
    Visit("/fiches-actions/dossier-essai/"),
    Visit(f"/services/{WITHDRAWN}/"),
    Visit("/demo/courriers/"),
    Visit("/demo/courriers/", follow="main a[href$='.eml/']"),
    Visit("/essai/recherche-en-panne/?q=garde"),
    Visit("/essai/400/", status=400),
    Visit("/essai/403/", status=403),
    Visit("/essai/403-formulaire/", status=403),
    Visit("/essai/413/", status=413),
    Visit("/essai/429/", status=429),
    Visit("/essai/500/", status=500),
    Visit("/essai/503/", status=503),
]

ADMINISTRATION = [
    "/admin/",
    "/admin/pages/",
    "/admin/users/",
    "/admin/users/new/",
    "/admin/images/add/",
    "/admin/documents/",
    "/admin/account/",
    "/admin/reports/site-history/",
    "/admin/recherches/",
]
"""Screens of the editors, visited as one who may do everything."""
