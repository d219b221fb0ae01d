"""What people are told of, as `notifications.telling.tell` names it: sentences without the thing's content, which is
written for each reader from the card they may see. {title} comes with its quotes; {count} is of several at once."""

from collections.abc import Mapping

from notifications.notices import Family, Notice

NOTICES: Mapping[str, Notice] = {
    "joining.waits": Notice(
        one="Quelqu’un demande à rejoindre {title}",
        many="{count} personnes demandent à rejoindre {title}",
        family=Family.ADDRESSED,
        leads_to="applications",
    ),
    "structure.claim_waits": Notice(
        one="Quelqu’un dit\u00a0: «\u00a0C’est ma structure\u00a0», sur {title}",
        many="{count} personnes disent\u00a0: «\u00a0C’est ma structure\u00a0», sur {title}",
        family=Family.ADDRESSED,
    ),
    "structure.claim_accepted": Notice(
        one="Vous pouvez compléter la page de {title}",
        many="Vous pouvez compléter la page de {title}",
        family=Family.ADDRESSED,
    ),
    "structure.claim_refused": Notice(
        one="Votre demande sur la page de {title} n’a pas été acceptée",
        many="Vos demandes sur la page de {title} n’ont pas été acceptées",
        family=Family.ADDRESSED,
    ),
    "structure.looks_like_another": Notice(
        one="{title} ressemble à une autre structure\u00a0: est-ce la même\u202f?",
        many="{title} ressemble à {count} autres structures\u00a0: est-ce la même\u202f?",
        family=Family.ADDRESSED,
    ),
    "import.waits_for_review": Notice(
        one="Des pages importées vous sont confiées à relire, dont {title}",
        many="Des pages importées vous sont confiées à relire, dont {title}",
        family=Family.ADDRESSED,
        leads_to="wagtailadmin_home",
    ),
    "page.published": Notice(
        one="Votre page {title} est publiée",
        many="Votre page {title} est publiée",
        family=Family.ADDRESSED,
    ),
    "place.edition": Notice(
        one="Un nouvel état des lieux : {title}",
        many="{count} nouveaux états des lieux : {title}",
        family=Family.BASIN,
    ),
    "place.pinned": Notice(
        one="Une page est retenue dans l’état des lieux de {title}",
        many="{count} pages sont retenues dans l’état des lieux de {title}",
        family=Family.BASIN,
    ),
    "basin.pages": Notice(
        one="De nouvelles fiches et pratiques : {title}",
        many="De nouvelles fiches et pratiques : {title}",
        family=Family.BASIN,
    ),
    "search.news": Notice(
        one="Du nouveau pour votre recherche {title}",
        many="Du nouveau pour votre recherche {title}",
        family=Family.INFORMED,
        names_each=True,
    ),
    "kept.over": Notice(
        one="Vous l’aviez gardé, et sa source l’a retiré : {title}",
        many="Vous l’aviez gardé, et sa source l’a retiré : {title}",
        family=Family.INFORMED,
    ),
}
