"""The words of the screen that a territory may say its own way, with what is said everywhere else."""

WORDS = {
    "basin": "bassin",
    "basins": "bassins",
    "employment_service": "service public de l’emploi",
    "social_aid": "service social de proximité",
    "enterprise": "entreprise d’insertion",
    "enterprises": "entreprises d’insertion",
    "person": "personne accompagnée",
}
