"""One module a format, each a `Reader`, imported when the first file of its kind is met."""

from __future__ import annotations

from importlib import import_module
from typing import cast

from searchkit.ingest.base import Reader

# Formats that hold files: reading on in them has no end in time, only what they hold has.
CONTAINERS = frozenset({"zip", "warc"})


def reader(kind: str) -> Reader:
    """The reader of a format, by the name `sniff` gave."""
    return cast(Reader, import_module(f"{__name__}.{kind}"))
