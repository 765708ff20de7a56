"""Option values as typed -> Python values.

Typer converts with pydantic, whose import costs more than a whole search; the few types our commands have
need none of it.
"""

from __future__ import annotations

from collections.abc import Sequence
from contextlib import suppress
from difflib import get_close_matches
from pathlib import Path
from typing import Any, Literal, get_args, get_origin

from searchkit.errors import UsageError


class Converter:
    """Stands in for what `get_runtime_param` of a Typer parameter gives."""

    def coerce(self, value: Any, param: Any, ctx: Any) -> Any:  # noqa: ARG002  Typer's signature
        """The value of a parameter; `()` or None if it was not given.

        Raises:
            UsageError: it is not one the parameter takes.
        """
        annotation = param.type_descriptor.annotation
        several = get_origin(annotation) is list
        if value is None:
            return () if several else None
        if several:
            return [_convert(item, get_args(annotation)[0], param) for item in value]
        return _convert(value, annotation, param)


_CONVERTER = Converter()


def convert_plainly(params: Sequence[Any]) -> Sequence[Any]:
    """The same Typer parameters, made to convert their values here."""
    for param in params:
        param.get_runtime_param = lambda: _CONVERTER
    return params


def _convert(value: Any, kind: Any, param: Any) -> Any:
    if get_origin(kind) is Literal:
        return _choice(value, get_args(kind), param)
    if kind in (int, float):
        return _number(value, kind, param)
    return kind(value) if kind is Path else value


def _choice(value: Any, choices: Sequence[str], param: Any) -> Any:
    if value in choices:
        return value
    near = get_close_matches(value, choices, n=1)
    hint = f"Did you mean {near[0]}?" if near else ""
    raise UsageError(f"{_name(param)} must be one of {', '.join(choices)}, not {value!r}.", hint)


def _number(value: Any, kind: type[int] | type[float], param: Any) -> float:
    least = param.min
    with suppress(ValueError):
        number = kind(value)
        if number == number and (least is None or number >= least):  # NaN does not equal itself
            return number
    what = "a whole number" if kind is int else "a number"
    start = f" from {least}" if least is not None else ""
    raise UsageError(f"{_name(param)} must be {what}{start}, not {str(value)!r}.")


def _name(param: Any) -> str:
    return str(max(param.opts, key=len))
