"""What the user has set, and where the archive is.

Flags > `SEARCHKIT_*` environment > the archive's searchkit.toml > the user's config.toml > defaults.

    index = "index"      # where the index is; in a file, relative to the file
    limit = 10           # articles on a page
    snippets = 3         # sentences an article
    sort = "relevance"   # or newest, oldest, author, title
    match = "auto"       # all words, else most; or any, all
    color = "auto"       # or always, never
    pager = "less -R"    # not from an archive's file: it is run
    names = true         # look for people, organisations and places
    workers = 0          # processes that read; 0: one a processor
    wait = 10            # seconds to wait for another writer
    history = true       # remember the last search of an index, for the marks of `show`
    expand = false       # smooth the scores of long queries over articles that are alike

    [ranking]            # see `ranking.py`; the defaults were measured together, other values rarely do better
    title = 3            # a word of the title counts as so many of the text
    exact = 0.3          # a word that stands as typed counts this share again
    length = 0.7         # how much being long counts against an article: 0 not at all, 1 in full
    half_life = 0        # days by which a score is halved: 365 halves that of a year-old article; 0: age is nothing

The same names in capitals make the environment variables (`SEARCHKIT_LIMIT=20`, `SEARCHKIT_RANKING_HALF_LIFE=365`).
"""

from __future__ import annotations

import os
import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any, Literal, NamedTuple

from searchkit.errors import UsageError

FILE = "searchkit.toml"
DEFAULT_ORIGIN = "default"
INDEX_POINTER = "CURRENT"
"""The small file of an index that says which generation is live."""

_TABLES = ("ranking",)
"""Tables of a file: `title` in the table `ranking` is the setting `ranking_title`."""

Sort = Literal["relevance", "newest", "oldest", "author", "title"]
Match = Literal["auto", "any", "all"]
Color = Literal["auto", "always", "never"]


@dataclass(frozen=True, slots=True)
class Settings:
    """Every setting, and in `origins` where each value came from (a flag, a variable, a file, "default")."""

    index: str = ""
    limit: int = 10
    snippets: int = 3
    sort: Sort = "relevance"
    match: Match = "auto"
    color: Color = "auto"
    pager: str | None = None
    names: bool = True
    workers: int = 0
    wait: float = 10.0
    history: bool = True
    expand: bool = False
    ranking_title: float = 3.0
    ranking_exact: float = 0.3
    ranking_length: float = 0.7
    ranking_half_life: float = 0.0
    origins: Mapping[str, str] = field(default_factory=dict)

    def origin(self, name: str) -> str:
        """Where the value of a setting came from."""
        return self.origins.get(name, DEFAULT_ORIGIN)


@dataclass(frozen=True, slots=True)
class Archive:
    """Where articles and index are. `corpus` is None where the index stands alone."""

    corpus: Path | None
    index: Path

    @property
    def has_index(self) -> bool:
        """Whether something was built in the index folder."""
        return holds_index(self.index)


def find_archive(start: Path, index: str = "") -> Archive | None:
    """The archive of folder `start`: the nearest upwards that has `corpus/`, or `index/` with an index in it.

    An `index` that was named wins; its corpus is the one beside it, if there is one.
    """
    if index:
        beside = Path(index).absolute().parent / "corpus"
        return Archive(beside if beside.is_dir() else None, Path(index))
    for folder in _upwards(start):
        corpus, inside = folder / "corpus", folder / "index"
        if corpus.is_dir() or holds_index(inside):
            return Archive(corpus if corpus.is_dir() else None, inside)
    return None


def holds_index(folder: Path) -> bool:
    """Whether a folder holds an index, of whatever version."""
    return (folder / INDEX_POINTER).is_file()


def _upwards(start: Path) -> Iterator[Path]:
    """A folder and those it lies in, nearest first."""
    folder = start.absolute()
    yield folder
    yield from folder.parents


class Given(NamedTuple):
    """A value someone gave, still to be checked. `place` names it in an error: file and line, or variable."""

    name: str
    value: object
    origin: str
    place: str


def load(start: Path, environ: Mapping[str, str], flags: Mapping[str, object] | None = None) -> Settings:
    """The settings that hold in folder `start`. Flags that are None were not given.

    Raises:
        UsageError: a file that is not TOML, a setting that does not exist, a value that makes no sense.
    """
    settings = Settings()
    for given in _all_given(start, environ, flags or {}):
        if given.name not in _READERS:
            raise _unknown(given)
        try:
            value = _READERS[given.name](given.value)
        except ValueError as problem:
            raise UsageError(f"{given.place}: {given.name} must be {problem}, not {given.value!r}.") from None
        origins = {**settings.origins, given.name: given.origin}
        settings = replace(settings, **{given.name: value}, origins=origins)
    return settings


def _all_given(start: Path, environ: Mapping[str, str], flags: Mapping[str, object]) -> Iterator[Given]:
    """All values, the ones that yield to others first."""
    yield from _from_file(_user_file(environ))
    project = _project_file(start)
    for given in _from_file(project) if project else ():
        if given.name == "pager":
            raise UsageError(
                f"{given.place}: an archive cannot set the pager, as that is a program to run.",
                f"Set it in {_user_file(environ)}, or SEARCHKIT_PAGER.",
            )
        yield given
    for name in _READERS:
        variable = f"SEARCHKIT_{name.upper()}"
        if environ.get(variable, "") or (name == "pager" and variable in environ):
            yield Given(name, environ[variable], variable, variable)
    for name, value in flags.items():
        if value is not None:
            yield Given(name, value, f"--{name}", f"--{name}")


def user_folder(environ: Mapping[str, str], variable: str, usual: str) -> Path:
    """The user's folder for files of a kind: where `variable` says, else `usual` below the home folder.

    The XDG base directory specification: a relative path in the variable is invalid and to be ignored.
    """
    base = environ.get(variable, "")
    folder = Path(base) if base.startswith(os.sep) else Path(environ.get("HOME", os.sep)) / usual
    return folder / "searchkit"


def state_folder(environ: Mapping[str, str]) -> Path:
    """Where what was done before is remembered."""
    return user_folder(environ, "XDG_STATE_HOME", ".local/state")


def _user_file(environ: Mapping[str, str]) -> Path:
    return user_folder(environ, "XDG_CONFIG_HOME", ".config") / "config.toml"


def _project_file(start: Path) -> Path | None:
    return next((path for folder in _upwards(start) if (path := folder / FILE).is_file()), None)


def _from_file(path: Path) -> Iterator[Given]:
    if not path.is_file():
        return
    import tomllib

    try:
        text = path.read_text("utf-8")
        values = tomllib.loads(text)
    except (OSError, ValueError) as problem:  # both UnicodeDecodeError and TOMLDecodeError are ValueErrors
        raise UsageError(f"{path} cannot be read: {problem}.") from None
    if isinstance(values.get("index"), str):
        values["index"] = str(path.parent / values["index"])
    for name, value in values.items():
        if name in _TABLES and isinstance(value, dict):
            for key, each in value.items():
                yield Given(f"{name}_{key}", each, str(path), f"{path}:{_line_of(key, text, name)}")
        else:
            yield Given(name, value, str(path), f"{path}:{_line_of(name, text)}")


def _line_of(name: str, text: str, table: str = "") -> int:
    start = rf"""(?:["']?{re.escape(table)}["']?\s*\.\s*)?""" if table else r"\[*\s*"
    key = re.compile(rf"""\s*{start}["']?{re.escape(name)}["']?\s*[].=]""")
    return next((number for number, line in enumerate(text.split("\n"), 1) if key.match(line)), 1)


def _unknown(given: Given) -> UsageError:
    import difflib

    near = difflib.get_close_matches(given.name, _READERS, n=1)
    hint = f"Did you mean {near[0]}?" if near else f"There are: {', '.join(_READERS)}."
    return UsageError(f"{given.place}: there is no setting {given.name!r}.", hint)


def _text(value: object) -> str:
    if isinstance(value, str):
        return value
    raise ValueError("text")


def _whole(least: int) -> Callable[[object], int]:
    def read(value: object) -> int:
        if isinstance(value, str) and value.isdecimal():
            value = int(value)
        if isinstance(value, int) and not isinstance(value, bool) and value >= least:
            return value
        raise ValueError(f"a whole number from {least}")

    return read


def _seconds(value: object) -> float:
    try:
        seconds = float(value) if isinstance(value, int | float | str) else -1.0
    except ValueError:
        seconds = -1.0
    if seconds >= 0:
        return seconds
    raise ValueError("a number of seconds")


def _number(least: float, most: float) -> Callable[[object], float]:
    def read(value: object) -> float:
        try:
            number = float(value) if isinstance(value, int | float | str) else least - 1
        except ValueError:
            number = least - 1
        if least <= number <= most and not isinstance(value, bool):
            return number
        raise ValueError(f"a number from {least:g} to {most:g}")

    return read


def _truth(value: object) -> bool:
    if isinstance(value, bool):
        return value
    known = {"true": True, "yes": True, "1": True, "false": False, "no": False, "0": False}
    if isinstance(value, str) and value.lower() in known:
        return known[value.lower()]
    raise ValueError("true or false")


def _one_of(*choices: str) -> Callable[[object], str]:
    def read(value: object) -> str:
        if isinstance(value, str) and value in choices:
            return value
        raise ValueError(f"one of {', '.join(choices)}")

    return read


_READERS: Mapping[str, Callable[[object], Any]] = {
    "index": _text,
    "limit": _whole(1),
    "snippets": _whole(0),
    "sort": _one_of("relevance", "newest", "oldest", "author", "title"),
    "match": _one_of("auto", "any", "all"),
    "color": _one_of("auto", "always", "never"),
    "pager": _text,
    "names": _truth,
    "workers": _whole(0),
    "wait": _seconds,
    "history": _truth,
    "expand": _truth,
    "ranking_title": _number(0.1, 100),
    "ranking_exact": _number(0, 100),
    "ranking_length": _number(0, 1),
    "ranking_half_life": _number(0, 100_000),
}
