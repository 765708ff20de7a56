"""`searchkit update`."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from searchkit.cli.options import FieldMap, IndexDir, Json, NoNames, Quiet, Source, Wait, Workers

EXAMPLES = """\
  searchkit update                         what changed in the corpus folder
"""


def update(
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
    """Take in new and changed articles, and drop those that are gone.

    Looks at everything the index was built from, and at the PATHs besides.

    Files that cannot be read are named, and the rest goes on (exit code 5).
    """
    from searchkit import archive
    from searchkit.cli.building import BuildOptions, build

    options = BuildOptions(paths or [], index, no_names, workers, fields, source, wait, as_json, quiet)
    return build(archive.update, options, updating=True)
