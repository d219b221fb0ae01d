"""What sorts of organisation there are, in the field's words, and how one is recognised in what a source says of it."""

import re
from collections.abc import Sequence

from django.db import models

from territories.spelling import fold


class OrganisationType(models.TextChoices):
    """The sorts that people of both countries tell apart; their country is in `COUNTRIES`."""

    CPAS = "cpas", "CPAS"
    CISP = "cisp", "Centre d’insertion socioprofessionnelle (CISP)"
    MIRE = "mire", "Mission régionale pour l’emploi (MIRE)"
    FOREM = "forem", "Forem"
    INSTANCE_BASSIN = "instance-bassin", "Instance bassin EFE"
    EI_BE = "entreprise-insertion", "Entreprise d’insertion (EI)"
    ETA = "eta", "Entreprise de travail adapté (ETA)"
    IDESS = "idess", "Initiative de développement de l’emploi (IDESS)"
    MAISON_EMPLOI = "maison-emploi", "Maison de l’emploi"
    CCAS = "ccas", "Centre communal d’action sociale (CCAS, CIAS)"
    ACI = "aci", "Atelier et chantier d’insertion (ACI)"
    AI = "ai", "Association intermédiaire (AI)"
    EI = "ei", "Entreprise d’insertion (SIAE)"
    ETTI = "etti", "Entreprise de travail temporaire d’insertion (ETTI)"
    EITI = "eiti", "Entreprise d’insertion par le travail indépendant (EITI)"
    GEIQ = "geiq", "Groupement d’employeurs (GEIQ)"
    EA = "ea", "Entreprise adaptée (EA)"
    ESAT = "esat", "Établissement et service d’accompagnement par le travail (ESAT)"
    MISSION_LOCALE = "mission-locale", "Mission locale"
    FRANCE_TRAVAIL = "france-travail", "France Travail"
    CAP_EMPLOI = "cap-emploi", "Cap emploi"
    PLIE = "plie", "Plan local pour l’insertion et l’emploi (PLIE)"
    DEPARTEMENT = "departement", "Département"
    CAF = "caf", "Caisse d’allocations familiales (CAF)"
    CPAM = "assurance-maladie", "Assurance maladie (CPAM, MSA)"
    FRANCE_SERVICES = "france-services", "France services"
    COMMUNE = "commune", "Commune ou intercommunalité"
    REGION = "region", "Région"
    DIGITAL = "espace-numerique", "Espace public numérique"
    LIBRARY = "bibliotheque", "Bibliothèque ou médiathèque"
    YOUTH = "information-jeunesse", "Information jeunesse"
    SOCIAL_CENTRE = "centre-social", "Centre ou maison de quartier"
    HEALTH = "sante", "Établissement de santé"
    HOUSING = "logement", "Logement et hébergement"
    SCHOOL = "formation", "Organisme de formation"
    CHAMBER = "chambre", "Chambre consulaire"
    FEDERATION = "federation", "Fédération ou réseau"
    ASSOCIATION = "association", "Association"
    COMPANY = "entreprise", "Entreprise"


_T = OrganisationType
COUNTRIES = {
    "BE": frozenset((_T.CPAS, _T.CISP, _T.MIRE, _T.FOREM, _T.INSTANCE_BASSIN, _T.EI_BE, _T.ETA, _T.IDESS)),
    "FR": frozenset(
        (
            _T.CCAS, _T.ACI, _T.AI, _T.EI, _T.ETTI, _T.EITI, _T.GEIQ, _T.EA, _T.ESAT, _T.MISSION_LOCALE,
            _T.FRANCE_TRAVAIL, _T.CAP_EMPLOI, _T.PLIE, _T.DEPARTEMENT, _T.CAF, _T.CPAM, _T.FRANCE_SERVICES,
        )
    ),
}  # fmt: skip
"""Those of one country only; the others are found in both."""

_BY_NETWORK = {
    "aci": _T.ACI, "chantier-ecole": _T.ACI, "ai": _T.AI, "ei": _T.EI, "etti": _T.ETTI, "eiti": _T.EITI,
    "geiq": _T.GEIQ, "ea": _T.EA, "eatt": _T.EA, "unea": _T.EA, "esat": _T.ESAT, "mission-locale": _T.MISSION_LOCALE,
    "france-travail": _T.FRANCE_TRAVAIL, "cap-emploi-reseau-cheops": _T.CAP_EMPLOI, "plie": _T.PLIE,
    "ccas-cias": _T.CCAS, "maisons-de-l-emploi": _T.MAISON_EMPLOI, "caf": _T.CAF, "cpam": _T.CPAM,
    "mutualite-sociale-agricole": _T.CPAM, "departements": _T.DEPARTEMENT, "maisons-des-solidarites": _T.DEPARTEMENT,
    "mdph": _T.DEPARTEMENT, "regions": _T.REGION, "communes": _T.COMMUNE, "france-service": _T.FRANCE_SERVICES,
    "msap": _T.FRANCE_SERVICES, "espaces-publics-numeriques": _T.DIGITAL, "reseau-information-jeunesse": _T.YOUTH,
    "fcsf": _T.SOCIAL_CENTRE, "mjc": _T.SOCIAL_CENTRE, "chrs": _T.HOUSING, "residences-fjt": _T.HOUSING,
    "cada": _T.HOUSING, "siao": _T.HOUSING, "chu": _T.HOUSING, "huda": _T.HOUSING, "action-logement": _T.HOUSING,
    "afpa": _T.SCHOOL, "ecoles-de-la-deuxieme-chance": _T.SCHOOL, "cmp": _T.HEALTH, "csapa": _T.HEALTH,
    "caarud": _T.HEALTH, "chambres-consulaires": _T.CHAMBER,
}  # fmt: skip
_CARRIERS = (_T.COMMUNE, _T.DEPARTEMENT, _T.REGION)
"""They carry organisations of every sort: a sign only when nothing else is."""
_BY_NAME: Sequence[tuple[str, OrganisationType]] = (
    (r"cpas|centre public d action sociale", _T.CPAS),
    (r"cisp|eft|oisp|centre d insertion socio ?professionnelle", _T.CISP),
    (r"mire(?:b|c|v|ho|lux|wapi)?|mission regionale (?:pour l|de l|a l)? ?emploi\w*", _T.MIRE),
    (r"forem", _T.FOREM),
    (r"bassin efe|instance bassin", _T.INSTANCE_BASSIN),
    (r"eta|entreprise de travail adapte", _T.ETA),
    (r"idess", _T.IDESS),
    (r"maison de l emploi", _T.MAISON_EMPLOI),
    (r"cc?[ai]s|centre (?:inter)?communal d action sociale", _T.CCAS),
    (r"(?:atelier|chantier)s?(?: et chantiers?)? d insertion|aci", _T.ACI),
    (r"association intermediaire", _T.AI),
    (r"etti|travail temporaire d insertion", _T.ETTI),
    (r"eiti", _T.EITI),
    (r"geiq", _T.GEIQ),
    (r"esat", _T.ESAT),
    (r"entreprise adaptee", _T.EA),
    (r"entreprise d insertion", _T.EI),
    (r"mission locale", _T.MISSION_LOCALE),
    (r"france travail|pole emploi", _T.FRANCE_TRAVAIL),
    (r"cap emploi", _T.CAP_EMPLOI),
    (r"plie", _T.PLIE),
    (r"caf|caisse d allocations familiales", _T.CAF),
    (r"cpam|msa|assurance maladie|mutualite sociale agricole", _T.CPAM),
    (r"msap|france services?|maison de services au public", _T.FRANCE_SERVICES),
    (r"mediatheques?|bibliotheques?|ludotheque", _T.LIBRARY),
    (r"pij|bij|crij|(?:point|bureau|info\w*|centre\w*) (?:d )?(?:information )?jeunes(?:se)?", _T.YOUTH),
    (r"epn|cyber ?base|cyber ?centre|espace public numerique", _T.DIGITAL),
    (r"centre social\w*|centre socio ?culturel|maison de quartier|mjc", _T.SOCIAL_CENTRE),
    (r"conseil departemental|departement|sdsei|maison (?:departementale )?des solidarites", _T.DEPARTEMENT),
    (r"conseil regional|region", _T.REGION),
    (r"mairie|ville|commune|communaute (?:de communes|d agglomeration|urbaine)|metropole|administration communale",
     _T.COMMUNE),
    (r"hopital|clinique|centre hospitalier|maison medicale", _T.HEALTH),
    (r"chrs|residence sociale|foyers? (?:de |des )?jeunes travailleurs|habitat jeunes?|logement social", _T.HOUSING),
    (r"chambre de (?:commerce|metiers|l artisanat)\w*|cci", _T.CHAMBER),
    (r"federation", _T.FEDERATION),
    (r"association|asbl", _T.ASSOCIATION),
)  # fmt: skip
_NAMES = tuple((re.compile(rf"(?<![a-z0-9])(?:{words})(?![a-z0-9])"), sort) for words, sort in _BY_NAME)


def guessed(name: str, networks: Sequence[str] = (), country: str = "FR") -> str:
    """The sort that a source lets one see, by its networks first, then by words of its name; empty when none does.

    A word that means a sort of the other country (EI, ETA, CAF) is no sign. A person's choice comes before any guess.
    """
    by_networks = [_BY_NETWORK[network] for network in networks if network in _BY_NETWORK]
    told = fold(name)
    by_name = [sort for words, sort in _NAMES if words.search(told)]
    carried = [sort for sort in by_networks if sort in _CARRIERS]
    own = [sort for sort in by_networks if sort not in _CARRIERS]
    agreed = [sort for sort in own if sort in by_name]
    found = [each for each in (*agreed, *own, *by_name, *carried) if is_of(each, country)]
    return _here(found[0], country) if found else ""


def is_of(sort: str, country: str) -> bool:
    """Whether this sort of organisation exists in the country; « entreprise d’insertion » does in both."""
    return sort == _T.EI or all(country == own or sort not in sorts for own, sorts in COUNTRIES.items())


def _here(sort: OrganisationType, country: str) -> str:
    return (_T.EI_BE if sort == _T.EI and country == "BE" else sort).value


def choices_for(country: str = "") -> list[tuple[str, str]]:
    """What a form offers: the sorts of this country and those of both; all of them when the country is not known."""
    here = [each for each in _T if not country or is_of(each, country)]
    return [(each.value, each.label) for each in here if not (country == "BE" and each == _T.EI)]
