"""What all nodes of a query tree have in common."""

from __future__ import annotations

from collections.abc import Callable
from operator import attrgetter
from typing import Any, NoReturn, dataclass_transform


@dataclass_transform(frozen_default=True)
class _NodeType(type):
    """Gives a class slots for the fields it annotates, in their order, and keeps their defaults."""

    _fields: tuple[str, ...]
    _defaults: dict[str, Any]
    _identity: Callable[[object], Any]

    def __new__(cls, name: str, bases: tuple[type, ...], body: dict[str, Any]) -> _NodeType:
        fields = tuple(body.get("__annotations__", ()))
        body["_fields"] = body["__slots__"] = body["__match_args__"] = fields
        body["_defaults"] = {field: body.pop(field) for field in fields if field in body}
        body["_identity"] = attrgetter("__class__", *fields)  # all that equality is about
        return super().__new__(cls, name, bases, body)


class Node(metaclass=_NodeType):
    """Behaves as `dataclass(frozen=True, slots=True)` makes a class behave.

    A dataclass writes and compiles the code of its methods whenever the program starts; for all kinds of nodes
    that takes a twentieth of a whole one-shot search.
    """

    def __init__(self, *values: Any, **named: Any) -> None:
        kind = type(self)
        if named or len(values) != len(kind._fields):
            values = _complete(kind, values, named)
        for field, value in zip(kind._fields, values, strict=True):
            object.__setattr__(self, field, value)

    def __eq__(self, other: object) -> bool:
        if type(other) is not type(self):
            return NotImplemented
        identity = type(self)._identity
        return bool(identity(self) == identity(other))

    def __hash__(self) -> int:
        return hash(type(self)._identity(self))

    def __repr__(self) -> str:
        values = (f"{field}={getattr(self, field)!r}" for field in type(self)._fields)
        return f"{type(self).__name__}({', '.join(values)})"

    def __setattr__(self, name: str, value: object) -> NoReturn:
        raise AttributeError(f"cannot assign to {name} of a {type(self).__name__}")

    def __delattr__(self, name: str) -> NoReturn:
        raise AttributeError(f"cannot delete {name} of a {type(self).__name__}")

    def __reduce__(self) -> tuple[type[Node], tuple[Any, ...]]:
        return type(self), tuple(getattr(self, field) for field in type(self)._fields)


def _complete(kind: _NodeType, values: tuple[Any, ...], named: dict[str, Any]) -> tuple[Any, ...]:
    """The values of all fields, from those given by place, by name and by default. Raises TypeError."""
    by_place = dict(zip(kind._fields, values, strict=False))
    given = {**kind._defaults, **by_place, **named}
    if len(values) > len(by_place) or by_place.keys() & named.keys() or given.keys() != set(kind._fields):
        raise TypeError(f"{kind.__name__} takes {', '.join(kind._fields) or 'nothing'}")
    return tuple(given[field] for field in kind._fields)
