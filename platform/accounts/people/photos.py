"""Photos of people: made anew from what was sent, square, in two sizes, and kept where no web server looks.

Nothing of the file itself survives, neither where it was taken nor by which camera; its name says nothing either.
"""

import zlib
from pathlib import Path
from struct import error as StructError
from typing import IO

from django.conf import settings
from django.utils.crypto import get_random_string
from PIL import Image, ImageOps

SIZES = (96, 320)
"""Points a side: beside a name, and on one's page."""
MOST_BYTES = 10 * 1024 * 1024
MOST_POINTS = 25_000_000
_FORMATS = ("JPEG", "PNG", "WEBP")
_BROKEN = (
    OSError, ValueError, SyntaxError, IndexError, TypeError, OverflowError, MemoryError, KeyError, AttributeError,
    StructError, zlib.error, Image.DecompressionBombError, Image.DecompressionBombWarning,
)  # fmt: skip
"""What Pillow raises on files made to hurt."""
_AT_WORK = 1280
"""Points a side that are enough to cut a square from; more would only take memory."""
_BACKGROUND = (255, 255, 255)


class UnreadablePhotoError(Exception):
    """No photo can be made of this file; says why, as a French sentence."""


def keep(file: IO[bytes]) -> str:
    """Make both sizes of the photo in this file and give the name they go by. Slow: outside any transaction."""
    square = _square(file)
    name = get_random_string(32, "abcdefghijklmnopqrstuvwxyz0123456789")
    _folder().mkdir(parents=True, exist_ok=True)
    for size in SIZES:
        square.resize((size, size), Image.Resampling.LANCZOS).save(path_of(name, size), "JPEG", quality=84)
    return name


def forget(name: str) -> None:
    """Delete the files of a photo, those that are there."""
    for size in SIZES if name else ():
        path_of(name, size).unlink(missing_ok=True)


def path_of(name: str, size: int) -> Path:
    """Where one size of a photo is kept."""
    return _folder() / f"{name}-{size}.jpg"


def _folder() -> Path:
    return Path(settings.DATA_DIR) / "photos"


def _square(file: IO[bytes]) -> Image.Image:
    try:
        # Only three decoders are ever run, and what a drawing or a document pretends to be is refused.
        with Image.open(file, formats=_FORMATS) as sent:
            if sent.width * sent.height > MOST_POINTS:
                raise UnreadablePhotoError("Cette image est trop grande\u00a0: 25 millions de points au plus.")
            sent.thumbnail((_AT_WORK, _AT_WORK))
            upright = ImageOps.exif_transpose(sent).convert("RGBA")
    except _BROKEN as error:
        raise UnreadablePhotoError(
            "Ce fichier ne se lit pas comme une photo. Choisissez une image JPEG, PNG ou WebP."
        ) from error
    side = (SIZES[-1], SIZES[-1])
    face = ImageOps.fit(upright, side, Image.Resampling.LANCZOS, centering=(0.5, 0.4))
    # A picture begun anew carries nothing of the one sent: no comment, no profile, no place.
    bare = Image.new("RGB", side, _BACKGROUND)
    bare.paste(face, mask=face.getchannel("A"))
    return bare
