"""The command line: commands parse options and print answers; `archive` does the work.

app.py          the program: its commands, loaded when called, and every error in one place
commands/       one module a command
options.py      options that several commands share; selection.py, output.py: groups of them; spread.py gives
                a command the options of a group
answers/        what a command has to say: records for programs, a view for people
printers/       one module an output form
console.py      the streams, their width and colour; layout.py wraps and paints; sanitise.py cleans
"""

from __future__ import annotations

from searchkit.cli.app import app, main

__all__ = ["app", "main"]
