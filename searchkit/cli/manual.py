"""The manual page, made of the same texts as the help, in the man macros of roff (man(7), groff_man(7))."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

from searchkit.cli.app import COMMANDS, EPILOG
from searchkit.cli.topics import QUERY, Topic

_ESCAPES = {"\\": r"\e", "-": r"\-", "'": r"\(aq", "`": r"\(ga", "^": r"\(ha", "~": r"\(ti", '"': r"\(dq"}
FILES = (
    ("corpus/", "the articles of an archive; the nearest one upwards counts, unless --index names another"),
    ("index/", "made from them by searchkit rebuild, beside the corpus"),
    ("searchkit.toml", "settings of the archive"),
    ("~/.config/searchkit/config.toml", "settings of the user; XDG_CONFIG_HOME moves it"),
)
ENVIRONMENT = (
    ("SEARCHKIT_LIMIT, …", "each setting that searchkit config lists, in capitals"),
    ("NO_COLOR, FORCE_COLOR", "never or always colour, unless --color says otherwise"),
    ("PAGER", "what long answers are read with, unless SEARCHKIT_PAGER says otherwise"),
)


def manual(program: Any, version: str) -> str:
    """The page searchkit(1) for a program made by Typer."""
    return "".join(f"{line}\n" for line in _page(program, version))


def _page(program: Any, version: str) -> Iterator[str]:
    about, *rest = _paragraphs(program.help)
    yield f'.TH SEARCHKIT 1 "" "searchkit {escaped(version)}" "User commands"'
    yield ".nh"  # words of examples must not be hyphenated
    yield from (".SH NAME", rf"searchkit \- {escaped(about.rstrip('.').lower())}")
    yield from (".SH SYNOPSIS", ".B searchkit", r"[OPTIONS] COMMAND [ARGS]\&.\|.\|.")
    yield ".SH DESCRIPTION"
    yield from _text(rest)
    yield from _options(program)
    yield ".SH COMMANDS"
    for name in COMMANDS:
        yield from _command(name, program.get_command(None, name))
    yield f".SH {escaped(QUERY.title.upper())}"
    yield from _topic(QUERY)
    for heading, rows in (("FILES", FILES), ("ENVIRONMENT", ENVIRONMENT)):
        yield f".SH {heading}"
        for name, meaning in rows:
            yield from _tagged(name, meaning)
    yield from (".SH EXIT STATUS", escaped(EPILOG.partition(": ")[2]))


def _command(name: str, command: Any) -> Iterator[str]:
    arguments = [str(p.metavar) for p in command.params if p.param_type_name == "argument"]
    yield f".SS {escaped(' '.join(['searchkit', name, *arguments]))}"
    yield from _text(_paragraphs(command.help))
    yield from _options(command)


def _options(command: Any) -> Iterator[str]:
    for param in command.params:
        if param.param_type_name == "option":
            value = "" if param.is_flag else f" {param.metavar or '|'.join(_choices(param))}"
            yield from _tagged(", ".join(param.opts) + value, param.help or "")


def _choices(param: Any) -> list[str]:
    from typing import get_args

    return [str(choice) for choice in get_args(param.type_descriptor.annotation)]


def _topic(topic: Topic) -> Iterator[str]:
    for section in topic.sections:
        yield f".SS {escaped(section.heading)}"
        for written, meaning in section.rows:
            yield from _tagged(written, meaning)
        if section.text:
            yield from (".PP", escaped(section.text))


def _tagged(tag: str, text: str) -> Iterator[str]:
    yield from (".TP", rf"\fB{escaped(tag)}\fR", escaped(text))


def _paragraphs(text: str) -> list[str]:
    return [part for part in re.split(r"\n\s*\n", text.strip("\n")) if part.strip("\b\n ")]


def _text(paragraphs: list[str]) -> Iterator[str]:
    """Paragraphs as Typer takes them: one behind a backspace keeps its lines."""
    verbatim = False
    for paragraph in paragraphs:
        verbatim = paragraph.startswith("\b") or (verbatim and paragraph.startswith("  "))
        if verbatim:
            lines = paragraph.strip("\b\n").split("\n")
            yield from (".PP", ".nf", *map(escaped, lines), ".fi")
        else:
            yield from (".PP", escaped(" ".join(paragraph.split())))


def escaped(text: str) -> str:
    """A text as one line of roff that prints as it is and gives no orders."""
    plain = "".join(_ESCAPES.get(char) or (char if char.isascii() else _named(char)) for char in text)
    return rf"\&{plain}" if plain.startswith((".", " ")) else plain


def _named(char: str) -> str:
    return rf"\[u{ord(char):04X}]"
