"""The last search of every index, so that `show` can mark what it found.

One small file an index, in `$XDG_STATE_HOME/searchkit` (else `~/.local/state/searchkit`), readable by its owner
alone. The setting `history = false` (SEARCHKIT_HISTORY=0) turns writing off.
"""

from __future__ import annotations

import json
import os
import zlib
from collections.abc import Mapping
from contextlib import suppress
from pathlib import Path
from typing import NamedTuple

from searchkit.settings import state_folder


class LastSearch(NamedTuple):
    """A query as typed, and how the names in it were read."""

    query: str
    aliases: bool = True
    variants: bool = True


def remember(search: LastSearch, index: Path, environ: Mapping[str, str]) -> None:
    """Keep the search for `recall`. Where that is not possible, nothing is kept."""
    with suppress(OSError, ValueError):
        file = _file(index, environ)
        file.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        document = json.dumps({"index": os.path.realpath(index), **search._asdict()})
        descriptor = os.open(file, os.O_WRONLY | os.O_CREAT | os.O_NOFOLLOW, 0o600)
        with os.fdopen(descriptor, "wb") as out:
            out.write(document.encode())
            out.truncate()  # not emptied first, which a journalling file system would wait for the disk after


def recall(index: Path, environ: Mapping[str, str]) -> LastSearch | None:
    """The last search of an index; None if there was none, or none is known."""
    try:
        kept = json.loads(_file(index, environ).read_bytes())
        if kept.pop("index") != os.path.realpath(index):
            return None
        return LastSearch(str(kept["query"]), bool(kept["aliases"]), bool(kept["variants"]))
    except (OSError, ValueError, TypeError, LookupError, AttributeError, RecursionError):
        return None


def _file(index: Path, environ: Mapping[str, str]) -> Path:
    key = zlib.crc32(os.fsencode(os.path.realpath(index)))
    return state_folder(environ) / f"last-search-{key:08x}.json"
