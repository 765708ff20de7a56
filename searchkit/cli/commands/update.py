"""`searchkit update`."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from searchkit.cli.options.shared import FieldMap, IndexDir, Json, NoNames, Quiet, Source, Wait, Workers

EXAMPLES = """\
  searchkit update                         what changed in the corpus folder
  searchkit update --watch                 and whenever a file changes
"""


def update(
    paths: Annotated[list[Path] | None, typer.Argument(metavar="[PATH]...")] = None,
    index: IndexDir = None,
    no_names: NoNames = False,
    workers: Workers = None,
    fields: FieldMap = None,
    source: Source = "",
    wait: Wait = None,
    watch: Annotated[
        bool, typer.Option("--watch", help="Stay, and update whenever a file changes; Ctrl-C ends it.")
    ] = False,
    as_json: Json = False,
    quiet: Quiet = False,
) -> int:
    """Take in new and changed articles, and drop those that are gone.

    Looks at everything the index was built from, and at the PATHs besides.

    Files that cannot be read are named, and the rest goes on (exit code 5).

    With --watch there is a line (with --json an object) for every update that changed something; what keeps one from
    being done, another process that writes or a folder that is gone, is said once and tried again. Ctrl-C ends it
    with exit code 130.
    """
    from searchkit import archive
    from searchkit.cli.runs.building import BuildOptions, build

    options = BuildOptions(paths or [], index, no_names, workers, fields, source, wait, as_json, quiet)
    if watch:
        from searchkit.cli.runs.watching import follow

        return follow(options)
    return build(archive.update, options, updating=True)
