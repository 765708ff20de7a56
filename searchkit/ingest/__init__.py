"""A file -> articles. The only place that reads foreign formats.

walk(paths)  -> SourceFile | Skipped     which files there are
plan(files)  -> Unit                     pieces of work for one process each
read(unit)   -> Article | Skipped        what the files say; never raises for bad content
"""

from __future__ import annotations

from .base import ReadOptions, Skipped, SourceFile
from .units import Unit, plan, read
from .walk import walk

__all__ = ["ReadOptions", "Skipped", "SourceFile", "Unit", "plan", "read", "walk"]
