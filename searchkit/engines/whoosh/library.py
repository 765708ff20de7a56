"""Whoosh, imported in one place: without its warnings, and without the web client it never uses.

Whoosh keeps its table of contents as pickles. `load` unpickles only plain values and the few classes an index
of ours consists of; anything else is refused before it runs.
"""

from __future__ import annotations

import io
import pickle
import sys
import types
import warnings
from typing import Any

from searchkit.errors import IndexDamagedError

with warnings.catch_warnings():
    # Compiling Whoosh 2.7.4 on a newer Python warns of escapes in its docstrings.
    warnings.simplefilter("ignore", SyntaxWarning)
    warnings.simplefilter("ignore", DeprecationWarning)
    stub = "urllib.request" not in sys.modules
    if (
        stub
    ):  # whoosh.compat imports a function from it that nothing here calls, at a third of the start-up time
        sys.modules["urllib.request"] = types.ModuleType("urllib.request")
        sys.modules["urllib.request"].urlretrieve = None  # type: ignore[attr-defined]  # what whoosh.compat asks for
    try:
        from whoosh import analysis, columns, fields, formats
        from whoosh import index as whoosh_index
        from whoosh.codec import base as codec_base
        from whoosh.filedb.filestore import FileStorage
        from whoosh.filedb.structfile import StructFile
        from whoosh.matching import LeafMatcher, ReadTooFar
        from whoosh.reading import TermInfo, TermNotFound
    finally:
        if stub:
            del sys.modules["urllib.request"]

__all__ = [
    "FileStorage",
    "LeafMatcher",
    "ReadTooFar",
    "StructFile",
    "TermInfo",
    "TermNotFound",
    "analysis",
    "codec_base",
    "columns",
    "fields",
    "formats",
    "load",
    "whoosh_index",
]

_OURS = "searchkit.engines.whoosh."
_ALLOWED = {
    ("builtins", "set"),
    ("builtins", "object"),
    ("copyreg", "_reconstructor"),
    ("whoosh.fields", "Schema"),
    ("whoosh.fields", "TEXT"),
    ("whoosh.fields", "ID"),
    ("whoosh.fields", "STORED"),
    ("whoosh.fields", "NUMERIC"),
    ("whoosh.formats", "Positions"),
    ("whoosh.formats", "Existence"),
    ("whoosh.analysis.tokenizers", "IDTokenizer"),
    (_OURS + "schema", "ArticleAnalyzer"),
    (_OURS + "codec", "ArticleSegment"),
}


class _Guarded(pickle.Unpickler):
    def find_class(self, module: str, name: str) -> Any:
        if (module, name) not in _ALLOWED:
            raise pickle.UnpicklingError(f"refers to {module}.{name}, which no index needs")
        return super().find_class(module, name)


def load(data: bytes, file_name: str) -> Any:
    """Unpickle a part of an index. Raises IndexDamagedError for anything that is not one."""
    try:
        return _Guarded(io.BytesIO(data)).load()
    except Exception as error:
        message = f"The index is damaged: {file_name} is not a table of contents ({error})."
        raise IndexDamagedError(message, "Build the index again: searchkit rebuild") from error
