"""The command line: commands parse options and print answers; `archive` does the work.

app.py          the program: its commands, loaded when called, and every error in one place (problems.py)
commands/       one module a command;  runs/  what the larger ones do
options/        options that several commands share
session.py      settings, archive and index of one run;  last_search.py  what `show` marks
answers/        what a command has to say: records for programs, a view for people
printers/       one module an output form;  schemas/ what --json prints, as JSON Schemas
terminal/       streams, width and colour, layout, paging, clean text
completion/     what may stand where the cursor is; shell/ asks one thing after the other
topics.py       what the help tells besides the commands; manual.py makes the manual page of both
"""

from __future__ import annotations

import gc
import os
from typing import NoReturn

_GARBAGE = 100_000
"""New objects after which Python looks for cycles among them: more than a search makes, few enough for any build."""


def main() -> NoReturn:
    """The console script.

    A program that answers once is mostly imports, which make no garbage: looking for it every 700 objects (the
    default) and once more at the end takes a tenth of the time.
    """
    gc.set_threshold(_GARBAGE)
    # numpy multiplies no matrices here, and starting threads for that takes as long as the rest of its import
    os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")
    from searchkit.cli.app import main

    try:
        main()
    finally:
        gc.freeze()  # the interpreter, as it ends, finds nothing to look through
