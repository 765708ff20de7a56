"""`searchkit rebuild`."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from searchkit.cli.options.shared import FieldMap, IndexDir, Json, NoNames, Quiet, Source, Wait, Workers

EXAMPLES = """\
  searchkit rebuild                        the corpus folder of this archive
  searchkit rebuild ~/clips news.jsonl.gz  files and folders
  searchkit rebuild --map title=headline export.jsonl
"""


def rebuild(
    paths: Annotated[list[Path] | None, typer.Argument(metavar="[PATH]...")] = None,
    index: IndexDir = None,
    no_names: NoNames = False,
    workers: Workers = None,
    fields: FieldMap = None,
    source: Source = "",
    wait: Wait = None,
    as_json: Json = False,
    quiet: Quiet = False,
) -> int:
    """Build the index from the articles below PATHs, or in the corpus folder of the archive.

    It is built beside the one in use, which answers until the new one is finished.
    Files that cannot be read are named, and the rest goes on (exit code 5).
    """
    from searchkit import archive
    from searchkit.cli.runs.building import BuildOptions, build

    options = BuildOptions(paths or [], index, no_names, workers, fields, source, wait, as_json, quiet)
    return build(archive.rebuild, options)
