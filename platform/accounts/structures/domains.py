"""Whose an e-mail address's domain is: a provider's, or an organisation's own."""

from collections.abc import Iterable

from django.db.models import Q

from accounts.models import Organisation
from accounts.structures.numbers import host_of

MOST_OF_ONE = 5
"""Structures that one organisation may have under its domain: beyond, it is a network's, and writing from it does not
tell where in the network somebody works."""
PROVIDERS = frozenset(
    [
        "aol.com",
        "bbox.fr",
        "brutele.be",
        "cegetel.net",
        "club-internet.fr",
        "free.fr",
        "gmail.com",
        "gmx.com",
        "gmx.fr",
        "gmx.net",
        "gmx.de",
        "googlemail.com",
        "hotmail.be",
        "hotmail.com",
        "hotmail.fr",
        "icloud.com",
        "laposte.net",
        "live.be",
        "live.com",
        "live.fr",
        "mac.com",
        "mailo.com",
        "me.com",
        "msn.com",
        "neuf.fr",
        "numericable.fr",
        "orange.be",
        "orange.fr",
        "outlook.be",
        "outlook.com",
        "outlook.fr",
        "proton.me",
        "protonmail.com",
        "pm.me",
        "proximus.be",
        "scarlet.be",
        "sfr.fr",
        "skynet.be",
        "telenet.be",
        "tele2.be",
        "tutanota.com",
        "voila.fr",
        "voo.be",
        "wanadoo.fr",
        "yahoo.com",
        "yahoo.fr",
        "ymail.com",
        "zoho.com",
        "facebook.com",
        "fb.com",
        "google.com",
        "wixsite.com",
        "wordpress.com",
        "jimdo.com",
        "e-monsite.com",
        "tiktok.com",
        "instagram.com",
        "linkedin.com",
    ]
)
"""Anybody has an address or a page there."""


def domain_of(email: str) -> str:
    """« cpas-namur.be » for `accueil@cpas-namur.be`."""
    return email.rpartition("@")[2].strip().lower()


def own_domains(organisation: Organisation) -> frozenset[str]:
    """Domains that its source gives it and nobody else: of its site and of its address.

    Never what people entered here: one could claim anything by first writing one's own domain in it.
    """
    if not organisation.source:
        return frozenset()
    named = {host_of(organisation.website), domain_of(organisation.email)} - PROVIDERS - {""}
    return frozenset(domain for domain in named if not _is_a_networks(domain))


def speaks_for(emails: Iterable[str], organisation: Organisation) -> bool:
    """Whether one of these confirmed addresses is of the organisation's own domain."""
    return not own_domains(organisation).isdisjoint(map(domain_of, emails))


def _is_a_networks(domain: str) -> bool:
    there = Organisation.objects.standing().filter(Q(site_host=domain) | Q(email__iendswith=f"@{domain}")).order_by()
    return there[: MOST_OF_ONE + 1].count() > MOST_OF_ONE
