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

PAGES = [
    Visit("/"),
    Visit("/fiches-actions/"),
    Visit("/fiches-actions/", follow="main .item h3 a"),
    Visit("/bonnes-pratiques/"),
    Visit("/bonnes-pratiques/", follow="main .item h3 a"),
    Visit("/boite-a-outils/"),
    Visit("/boite-a-outils/", follow="main .item h3 a"),
    Visit("/services/"),
    Visit("/services/", follow="main .item h3 a"),
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
    Visit("/une-page-qui-n-existe-pas/", status=404),
    Visit("/composants/"),
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
]
"""Screens of the editors, visited as one who may do everything."""
