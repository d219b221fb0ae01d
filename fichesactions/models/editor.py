"""The editor's screen of a page: what it says, where it is filed, who vouches for it, its address."""

from collections.abc import Sequence

from wagtail.admin.panels import (
    CommentPanel,
    FieldPanel,
    FieldRowPanel,
    HelpPanel,
    InlinePanel,
    MultiFieldPanel,
    ObjectList,
    Panel,
    PublishingPanel,
    TabbedInterface,
    TitleFieldPanel,
)

from fichesactions.models.sections import Section

HELP = (
    "<p>Collez votre texte depuis Word partie par partie : titres, gras, listes et liens sont gardés, le reste de la "
    "mise en forme est laissé. Une partie vide n’apparaît pas sur le site.</p>"
)


def editor(sections: Sequence[Section], *, after: Sequence[Panel] = ()) -> TabbedInterface:
    """The tabs of a page made of these parts; `after` are panels of its own, shown under them."""
    return TabbedInterface(
        [
            ObjectList(
                [*_opening(), *(FieldPanel(part.field) for part in sections), *after, *_closing()], heading="Contenu"
            ),
            ObjectList(_filing(), heading="Classement"),
            ObjectList(_credit(), heading="Auteurs et fraîcheur"),
            ObjectList(_address(), heading="Adresse et publication"),
        ]
    )


def _opening() -> list[Panel]:
    return [TitleFieldPanel("title"), FieldPanel("summary"), HelpPanel(HELP)]


def _closing() -> list[Panel]:
    return [
        InlinePanel(
            "attachments", [FieldPanel("document"), FieldPanel("label")], heading="Documents", label="Document"
        ),
        FieldPanel("body"),
        FieldPanel("illustration"),
    ]


def _filing() -> list[Panel]:
    facets = ("themes", "audiences", "topics", "stages", "used_by", "sectors", "basins", "tags")
    return [FieldPanel(name) for name in facets]


def _credit() -> list[Panel]:
    person = [FieldRowPanel([FieldPanel("name"), FieldPanel("role")]), FieldPanel("organisation"), FieldPanel("user")]
    return [
        InlinePanel(
            "contributors",
            person,
            heading="Écrite par",
            label="Personne",
            help_text="Chacune avec son accord, sous le nom qu’elle choisit.",
        ),
        _origins(),
        MultiFieldPanel(
            [
                FieldRowPanel([FieldPanel("verified_on"), FieldPanel("next_review")]),
                FieldPanel("verified_by"),
                FieldPanel("reviewer"),
            ],
            heading="Vérification",
        ),
        FieldPanel("source_url"),
    ]


def _origins() -> Panel:
    return InlinePanel(
        "origins",
        [FieldPanel("organisation")],
        heading="D’où elle vient",
        label="Structure",
        help_text="Qui fait ce que la page raconte. La page se lit alors aussi depuis celle de la structure.",
    )


def _address() -> list[Panel]:
    return [FieldPanel("slug"), FieldPanel("search_description"), PublishingPanel(), CommentPanel()]
