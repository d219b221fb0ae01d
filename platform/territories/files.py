"""Files of places, served to those who may see what they belong to: reports, logos."""

from mimetypes import guess_type
from pathlib import PurePosixPath

from django.core.exceptions import SuspiciousFileOperation
from django.db.models.fields.files import FieldFile
from django.http import FileResponse, Http404

SHOWN = {"application/pdf", "image/png", "image/jpeg", "image/webp", "image/gif"}
"""What a browser shows by itself and runs nothing of; the rest is downloaded."""


def served(file: FieldFile, name: str) -> FileResponse:
    """The file under this name, or 404 when it is gone."""
    try:
        opened = file.open("rb")
    except (OSError, SuspiciousFileOperation, ValueError) as missing:
        raise Http404 from missing
    ending = PurePosixPath(file.name or "").suffix
    kind = guess_type(f"file{ending}")[0] or "application/octet-stream"
    response = FileResponse(opened, as_attachment=kind not in SHOWN, filename=f"{name}{ending}", content_type=kind)
    response.headers["Content-Security-Policy"] = "default-src 'none'; style-src 'unsafe-inline'"
    return response
