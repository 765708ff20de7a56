"""Exports: what a query found, as a folder of files with a manifest that tells how to ask again.

    articles.jsonl      an article a line, with its text, names, rank, score and digest
    articles.csv        the same without text and names, for spreadsheets
    articles/ID.txt     each as text
    manifest.json       the query, how it was read, versions, the index, and the size and SHA-256 of each file

The same query of the same articles gives the same bytes: there is no clock and no path of a machine in them.
"""

from __future__ import annotations

import hashlib
import json
import os
import re
import stat
import tempfile
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from searchkit.archive.answer import Index
from searchkit.archive.building.sources import FILE_NAME, Sources
from searchkit.archive.whoiswho.rules import rules_of
from searchkit.errors import StorageError, UsageError

KIND = "searchkit export"
SCHEMA = 1
MANIFEST = "manifest.json"
RECORDS = "articles.jsonl"
TABLE = "articles.csv"
TEXTS = "articles"
_FILE_NAME = re.compile(r"articles\.(?:jsonl|csv)|articles/[a-z0-9][a-z0-9_-]{0,90}\.txt")
_MAX_MANIFEST = 64_000_000  # bytes
_PLAIN_ID = re.compile(r"[a-z0-9][a-z0-9_-]{0,59}")


@dataclass(frozen=True, slots=True)
class Kept:
    """An article of an export."""

    id: str
    title: str
    digest: str


@dataclass(frozen=True, slots=True)
class Export:
    """An export that is as it was written: its manifest and its articles."""

    manifest: Mapping[str, Any]
    articles: tuple[Kept, ...]


def text_name(article_id: str) -> str:
    """The file an article's text goes to: its id where that is a plain name, else like it and unique."""
    if _PLAIN_ID.fullmatch(article_id):
        return f"{TEXTS}/{article_id}.txt"
    like = re.sub(r"[^a-z0-9]+", "_", article_id.lower())[:60].strip("_") or "article"
    unique = hashlib.blake2b(article_id.encode("utf-8", "surrogatepass"), digest_size=6).hexdigest()
    return f"{TEXTS}/{like}-{unique}.txt"


def fingerprint(index: Index) -> str:
    """What an index is made of, in 32 hexadecimal digits: the files, how they are read, the user's own rules."""
    if index.known is None:
        raise UsageError("This index is not on disk.")
    sources = Sources.load(index.known.generation.read(FILE_NAME))
    made_of = [
        sorted(sources.digests.items()),
        sorted(sources.field_map.items()),
        sources.source,
        sources.names,
        sorted(sources.left_out),
        index.known.generation.manifest.get("analysis"),
        rules_of(index.known.index).digest,
    ]
    return hashlib.blake2b(json.dumps(made_of).encode(), digest_size=16).hexdigest()


def write_export(
    folder: Path, facts: Mapping[str, Any], files: Iterable[tuple[str, Iterable[str]]]
) -> dict[str, Any]:
    """Write an export, whole or not at all; an untouched earlier one in the folder is replaced.

    Args:
        folder: where to; made if need be.
        facts: what the manifest says besides the files.
        files: name and text, in pieces, of each.

    Returns:
        The manifest.

    Raises:
        UsageError: the folder holds something else.
        StorageError: it cannot be written.
    """
    folder = Path(os.path.abspath(folder))  # noqa: PTH100  resolve() would follow links
    try:
        _check_replaceable(folder)
        folder.parent.mkdir(parents=True, exist_ok=True)
        with tempfile.TemporaryDirectory(prefix=".export-", dir=folder.parent) as beside:
            new, old = Path(beside, "new"), Path(beside, "old")
            (new / TEXTS).mkdir(parents=True)
            manifest = {"kind": KIND, "schema": SCHEMA, **facts}
            manifest["files"] = {name: _write(new / name, text) for name, text in files}
            manifest["checksum"] = _checksum(manifest)
            _write(new / MANIFEST, [json.dumps(manifest, indent=1), "\n"])
            if folder.exists():
                folder.rename(old)
            try:
                new.rename(folder)
            except OSError:
                if old.exists():
                    old.rename(folder)
                raise
    except OSError as error:
        raise StorageError(f"{error.filename or folder} cannot be written: {error.strerror}.") from error
    return manifest


def read_export(folder: Path) -> Export:
    """An export and its articles, every file of it checked. Raises UsageError if it is not as it was written."""
    manifest = _read_manifest(folder)
    for name, entry in manifest["files"].items():
        if _entry(folder / name) != entry:
            raise _altered(folder / name)
    return Export(manifest, tuple(_articles(folder / RECORDS)))


def _read_manifest(folder: Path) -> dict[str, Any]:
    file = folder / MANIFEST
    if not folder.is_dir() or not _is_file(file):
        raise UsageError(
            f"{folder} is no export: it has no {MANIFEST}.", "Make one: searchkit export QUERY -o DIR"
        )
    if file.stat().st_size > _MAX_MANIFEST:
        raise _altered(file)
    try:
        manifest = json.loads(file.read_bytes())
        if manifest["kind"] != KIND:
            raise UsageError(f"{file} is not of an export of searchkit.")
        if type(manifest["schema"]) is not int or manifest["schema"] > SCHEMA:
            raise UsageError(f"{folder} was exported by a newer version of searchkit.")
        said = manifest.pop("checksum")
        names = manifest["files"].keys()
        if said != _checksum(manifest) or RECORDS not in names or not all(map(_FILE_NAME.fullmatch, names)):
            raise _altered(file)
        return {**manifest, "checksum": said}
    except (ValueError, KeyError, TypeError, AttributeError, RecursionError):
        raise _altered(file) from None
    except OSError as error:
        raise UsageError(f"{file} cannot be read: {error.strerror}.") from error


def _articles(file: Path) -> Iterable[Kept]:
    try:
        with file.open(encoding="utf-8") as lines:
            for line in lines:
                record = json.loads(line)
                yield Kept(*(_text(record[field]) for field in ("id", "title", "digest")))
    except (OSError, ValueError, KeyError, TypeError, RecursionError):
        raise _altered(file) from None


def _text(value: object) -> str:
    if not isinstance(value, str):
        raise TypeError("not a text")
    return value


def _check_replaceable(folder: Path) -> None:
    """Raises UsageError if a folder holds anything but an export as it was written."""
    if folder.is_symlink() or (folder.exists() and not folder.is_dir()):
        raise UsageError(f"{folder} is not a folder.", "Give the name of a new or empty one.")
    hint = "Give the name of a new or empty one."
    if folder.exists() and folder.samefile(Path.cwd()):
        raise UsageError(
            f"{folder} is the folder you are in, and an export takes the place of its folder.", hint
        )
    if not folder.exists() or not any(folder.iterdir()):
        return
    if not _is_file(folder / MANIFEST):
        raise UsageError(f"{folder} holds files that are no export.", hint)
    try:
        named = {folder / MANIFEST, *(folder / name for name in read_export(folder).manifest["files"])}
    except UsageError as error:
        raise UsageError(f"{folder} is not replaced: {error.message}", hint) from None
    for path in sorted(folder.rglob("*")):
        if path not in named and path != folder / TEXTS:
            raise UsageError(f"{folder} is not replaced: {path.name} in it is not of the export.", hint)


def _write(file: Path, pieces: Iterable[str]) -> dict[str, Any]:
    """Write a file and return what the manifest says of it."""
    with file.open("w", encoding="utf-8", errors="backslashreplace", newline="\n") as out:
        out.writelines(pieces)
    return _entry(file)


def _entry(file: Path) -> dict[str, Any]:
    """The size and the digest of a file, as they stand in the manifest; those of nothing if it is no file."""
    if not _is_file(file):
        return {}
    with file.open("rb") as data:
        digest = hashlib.file_digest(data, "sha256").hexdigest()
    return {"bytes": file.stat().st_size, "sha256": digest}


def _is_file(path: Path) -> bool:
    """Whether it is a file itself, no link and no pipe."""
    try:
        return stat.S_ISREG(path.lstat().st_mode)
    except (OSError, ValueError):
        return False


def _checksum(manifest: Mapping[str, Any]) -> str:
    text = json.dumps({key: value for key, value in manifest.items() if key != "checksum"}, sort_keys=True)
    return hashlib.sha256(text.encode()).hexdigest()


def _altered(file: Path) -> UsageError:
    return UsageError(f"{file} is not as it was exported.", "Export again to another folder.")
