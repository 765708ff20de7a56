"""Whoosh, imported in one place: without its warnings, and without the web client it never uses."""

from __future__ import annotations

import sys
import types
import warnings

with warnings.catch_warnings():
    # Compiling Whoosh 2.7.4 on a newer Python warns of escapes in its docstrings.
    warnings.simplefilter("ignore", SyntaxWarning)
    warnings.simplefilter("ignore", DeprecationWarning)
    stub = "urllib.request" not in sys.modules
    # whoosh.compat imports a function from it that nothing here calls, at a third of the start-up time.
    if stub:
        sys.modules["urllib.request"] = types.ModuleType("urllib.request")
        sys.modules["urllib.request"].urlretrieve = None  # type: ignore[attr-defined]  # what whoosh.compat asks for
    try:
        from whoosh import analysis, fields
        from whoosh import index as whoosh_index
        from whoosh.codec import base as codec_base
        from whoosh.filedb.filestore import FileStorage
        from whoosh.matching import LeafMatcher, ReadTooFar
        from whoosh.reading import TermInfo, TermNotFound
    finally:
        if stub:
            del sys.modules["urllib.request"]

__all__ = [
    "FileStorage",
    "LeafMatcher",
    "ReadTooFar",
    "TermInfo",
    "TermNotFound",
    "analysis",
    "codec_base",
    "fields",
    "whoosh_index",
]
