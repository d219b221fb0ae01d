"""The files of an import: kept as they came, opened with care when they are a zip."""

import re
import shutil
import zipfile
import zlib
from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path, PurePosixPath
from typing import IO

from django.core.files.uploadedfile import UploadedFile

from imports.models import ImportRun

_MB = 1024 * 1024
MOST_MB = 60
"""Of one deposit: three hundred Word files with their pictures take some thirty."""
MOST_FILES = 1000
LARGEST_FILE, MOST_UNPACKED = 25 * _MB, 400 * _MB
MOST_SWOLLEN = 100
"""Times its packed size; a text is some ten times, a spreadsheet forty."""
_WINDOWS = "cp850"
_CHUNK = 256 * 1024
_LONGEST_NAME = 200
"""Bytes: file systems take 255, and some alphabets three or four a letter."""
OLD = {
    ".doc": "est un ancien fichier Word : ouvrez-le et enregistrez-le en .docx.",
    ".xls": "est un ancien classeur Excel : ouvrez-le et enregistrez-le en .xlsx.",
    ".ods": "est un classeur LibreOffice : enregistrez-le en .xlsx.",
    ".pdf": "est un PDF : le bureau d’import lit les fichiers d’origine, Word ou LibreOffice.",
    ".rtf": "est un fichier RTF : enregistrez-le en .docx.",
    ".zip": "est une archive dans une archive : déposez-la à part.",
    ".pages": "est un fichier Pages : exportez-le en .docx.",
}
DOUBLES = {".docm": ".docx", ".xlsm": ".xlsx", ".dotx": ".docx", ".xltx": ".xlsx"}
"""Read like the plain ones: their macros are never opened."""


@dataclass(frozen=True, slots=True)
class Deposited:
    """One file to read, or what is wrong with it."""

    place: str
    """Its name with its folders, as its owner knows it."""
    path: Path
    suffix: str
    problem: str = ""


class DepositRefusedError(Exception):
    """The deposit as a whole cannot be taken; the message is a French sentence."""


def suffix_of(name: str) -> str:
    """The extension that says how a file is read."""
    suffix = PurePosixPath(name.lower()).suffix
    return DOUBLES.get(suffix, suffix)


def keep(run: ImportRun, uploads: Iterable[UploadedFile]) -> None:
    """Write the files that were sent into the run's folder."""
    folder = run.folder / "files"
    folder.mkdir(parents=True, exist_ok=True)
    for number, upload in enumerate(uploads):
        name = str(upload.name or "fichier")
        safe = re.sub(r"[^\w .()’'-]", "_", PurePosixPath(name.replace("\\", "/")).name)
        safe = safe.encode()[-_LONGEST_NAME:].decode(errors="ignore")
        with (folder / f"{number:04}-{safe}").open("wb") as kept:
            for chunk in upload.chunks():
                kept.write(chunk)


def files(run: ImportRun, suffixes: Collection[str]) -> Iterator[Deposited]:
    """Every file of the deposit, those of its zips included; what this desk does not read comes with the reason."""
    unpacked = run.folder / "unpacked"
    shutil.rmtree(unpacked, ignore_errors=True)
    unpacked.mkdir(parents=True)
    count = 0
    for path in sorted((run.folder / "files").iterdir()):
        name = path.name.split("-", 1)[1]
        inside = _unpacked(path, name, unpacked) if suffix_of(name) == ".zip" else [Deposited(name, path, "")]
        for found in inside:
            count += 1
            if count > MOST_FILES:
                yield Deposited(name, path, "", f"Plus de {MOST_FILES} fichiers : déposez le reste ensuite.")
                return
            yield found if found.problem else _checked(found, suffixes)


def forget(run: ImportRun) -> None:
    """Remove the files: what they held is imported, or will not be."""
    shutil.rmtree(run.folder, ignore_errors=True)


def _checked(found: Deposited, suffixes: Collection[str]) -> Deposited:
    suffix = suffix_of(found.place)
    problem = ""
    if suffix in OLD:
        problem = f"« {found.place} » {OLD[suffix]}"
    elif suffix not in suffixes:
        problem = f"« {found.place} » n’est pas lu ici : {', '.join(sorted(suffixes))} et .zip le sont."
    elif found.path.stat().st_size > LARGEST_FILE:
        problem = f"« {found.place} » dépasse {LARGEST_FILE // _MB} Mo."
    elif not found.path.stat().st_size:
        problem = f"« {found.place} » est vide."
    return Deposited(found.place, found.path, suffix, problem)


def _unpacked(path: Path, name: str, folder: Path) -> Iterator[Deposited]:
    try:
        with zipfile.ZipFile(path) as archive:
            members = [member for member in archive.infolist() if not _is_litter(member)]
            _check_size(members)
            for number, member in enumerate(members):
                yield _member(archive, member, folder / f"{path.name[:4]}-{number:05}")
    except DepositRefusedError as error:
        yield Deposited(name, path, "", f"« {name} » {error}")
    except (zipfile.BadZipFile, zlib.error, EOFError, OSError, ValueError, NotImplementedError, RuntimeError):
        yield Deposited(name, path, "", f"« {name} » est une archive abîmée ou protégée par un mot de passe.")


def _check_size(members: list[zipfile.ZipInfo]) -> None:
    """As the archive says them: where it lies, reading stops at the size said."""
    if len(members) > MOST_FILES:
        raise DepositRefusedError(f"contient plus de {MOST_FILES} fichiers : partagez-la en plusieurs.")
    swollen = any(m.file_size > _MB and m.file_size > MOST_SWOLLEN * m.compress_size for m in members)
    if swollen or sum(m.file_size for m in members) > MOST_UNPACKED:
        raise DepositRefusedError("est démesurée une fois décompressée : elle n’est pas ouverte.")


def _member(archive: zipfile.ZipFile, member: zipfile.ZipInfo, to: Path) -> Deposited:
    """Written under a name of ours: whatever path the archive says leads nowhere."""
    place = _place(member)
    if member.flag_bits & 1:
        return Deposited(place, to, "", f"« {place} » est protégé par un mot de passe.")
    if member.file_size > LARGEST_FILE:
        return Deposited(place, to, "", f"« {place} » dépasse {LARGEST_FILE // _MB} Mo.")
    try:
        with archive.open(member) as file, to.open("wb") as kept:
            _copy(file, kept)
    except (zipfile.BadZipFile, zlib.error, EOFError, ValueError, NotImplementedError):
        return Deposited(place, to, "", f"« {place} » est abîmé dans l’archive.")
    return Deposited(place, to, "")


def _copy(file: IO[bytes], kept: IO[bytes]) -> None:
    while chunk := file.read(_CHUNK):
        kept.write(chunk)
        if kept.tell() > LARGEST_FILE:
            raise ValueError("longer than it said")


def _is_litter(member: zipfile.ZipInfo) -> bool:
    """Folders, and what systems leave beside the files."""
    path = PurePosixPath(member.filename.replace("\\", "/"))
    hidden = path.name.startswith((".", "~$")) or path.name.lower() in {"thumbs.db", "desktop.ini"}
    return member.is_dir() or hidden or "__MACOSX" in path.parts


def _place(member: zipfile.ZipInfo) -> str:
    name = member.filename.replace("\\", "/")
    if not member.flag_bits & 0x800 and not name.isascii():  # Said to be in DOS's letters: Windows' French ones.
        name = name.encode("cp437", "replace").decode(_WINDOWS, "replace")
    parts = [part for part in PurePosixPath(name).parts if part not in {"/", "..", "."}]
    return "".join(c for c in "/".join(parts) if c.isprintable())[:300] or "fichier"
