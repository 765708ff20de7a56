"""What lies beside articles and is none: hidden files, pictures, scripts, notes, a page's own files."""

from __future__ import annotations

from collections.abc import Iterable
from collections.abc import Set as AbstractSet
from pathlib import PurePath

# What saved pages and folders bring along that is no article: passed over without a word.
_COMPANIONS = frozenset({
    ".css", ".js", ".mjs", ".map", ".woff", ".woff2", ".ttf", ".otf", ".eot",
    ".png", ".jpg", ".jpeg", ".gif", ".svg", ".webp", ".avif", ".bmp", ".ico", ".tif", ".tiff",
    ".mp3", ".mp4", ".m4a", ".webm", ".ogg", ".avi", ".mov", ".swf",
    ".lock", ".tmp", ".part", ".crdownload", ".url", ".webloc", ".lnk",
})  # fmt: skip
_COMPANION_NAMES = frozenset({"thumbs.db", "desktop.ini", "__macosx", "robots.txt"})
_FOLDER_NOTES = frozenset({"readme", "readme.md", "readme.txt", "licence", "license", "notice"})
_PAGE_SUFFIXES = (".html", ".htm", ".xhtml", ".shtml")
_PAGE_FOLDERS = (
    "_files",
    ".files",
    "-Dateien",
    "_fichiers",
    "_archivos",
)  # browsers name them in their language


def wanted(entry: str, siblings: AbstractSet[str]) -> bool:
    """Whether an entry of a folder may be an article or hold some; `siblings` are all names in the folder."""
    lower = entry.lower()
    if entry.startswith((".", "~$")) or entry.endswith("~"):
        return False
    if lower in _COMPANION_NAMES or lower in _FOLDER_NOTES:
        return False
    return PurePath(lower).suffix not in _COMPANIONS and not _belongs_to_page(entry, siblings)


def _belongs_to_page(entry: str, siblings: AbstractSet[str]) -> bool:
    for mark in _PAGE_FOLDERS:
        if entry.endswith(mark):
            page = entry.removesuffix(mark)
            return any(page + suffix in siblings for suffix in _PAGE_SUFFIXES)
    return False


def wanted_members(names: Iterable[str]) -> list[str]:
    """Of the paths in an archive those wanted in every folder on their way, sorted."""
    paths = sorted({name for name in names if not name.endswith("/")})
    folders: dict[str, set[str]] = {}
    for path in paths:
        steps = path.split("/")
        for depth, step in enumerate(steps):
            folders.setdefault("/".join(steps[:depth]), set()).add(step)
    return [path for path in paths if _all_wanted(path.split("/"), folders)]


def _all_wanted(steps: list[str], folders: dict[str, set[str]]) -> bool:
    return all(wanted(step, folders["/".join(steps[:depth])]) for depth, step in enumerate(steps))
