"""Pictures within a text: as wide as a column of text on any screen, and read when one comes to them."""

from collections.abc import MutableMapping
from typing import Any

from wagtail.images.formats import Format, register_image_format, unregister_image_format


class Unhurried(Format):
    """A picture that a browser may leave for later: a page of help in six pictures opens as fast as one in words."""

    def image_to_html(self, image: Any, alt_text: str, extra_attributes: MutableMapping[str, Any] | None = None) -> str:
        html: str = super().image_to_html(image, alt_text, {**(extra_attributes or {}), "loading": "lazy"})
        return html


for told in (
    Unhurried("fullwidth", "Toute la largeur", "richtext-image full-width", "width-700"),
    Unhurried("left", "À gauche", "richtext-image left", "width-350"),
    Unhurried("right", "À droite", "richtext-image right", "width-350"),
):
    unregister_image_format(told.name)
    register_image_format(told)
