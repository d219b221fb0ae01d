"""The pages of what we know, and the files they show."""

from fichesactions.models.base import Attachment, Contributor, KnowledgePage, KnowledgeTag, Origin, ref_of
from fichesactions.models.files import SiteDocument, SiteImage, SiteRendition
from fichesactions.models.home import HomePage
from fichesactions.models.indexes import Folder, PracticeIndexPage, SheetIndexPage, Toolbox
from fichesactions.models.practices import GoodPractice
from fichesactions.models.sheets import ActionSheet
from fichesactions.models.texts import TextPage
from fichesactions.models.tools import Tool

__all__ = [
    "ActionSheet",
    "Attachment",
    "Contributor",
    "Folder",
    "GoodPractice",
    "HomePage",
    "KnowledgePage",
    "KnowledgeTag",
    "Origin",
    "PracticeIndexPage",
    "SheetIndexPage",
    "SiteDocument",
    "SiteImage",
    "SiteRendition",
    "TextPage",
    "Tool",
    "Toolbox",
    "ref_of",
]
