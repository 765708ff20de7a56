"""The pickle in Whoosh's table of contents, read without Python's unpickler: nothing in it can run.

Understood are only the opcodes that a list of segments consists of (protocol 4 or 5, as Whoosh writes it since
Python 3.8). No class is looked up and nothing is called or hashed but numbers and short strings: objects of the
one class an index has become dicts of their attributes. Time and memory grow with the length of the data alone,
while Python's own unpickler can be made to fill any memory by a number of four bytes.

The opcodes: `pickletools` in the standard library.
"""

from __future__ import annotations

import struct
from collections.abc import Callable
from typing import Any

SEGMENT_CLASS = ("searchkit.engines.whoosh.codec", "ArticleSegment")
_PROTOCOLS = (4, 5)
_STOP = ord(".")
_U16, _I32, _U32 = struct.Struct("<H"), struct.Struct("<i"), struct.Struct("<I")


class UnpickleError(ValueError):
    """The data is not a list of segments."""


class _Class:
    """Stands for the class of segments."""


class _Mark:
    """Where the items of a list, dict or set begin on the stack."""


_CLASS, _MARK = _Class(), _Mark()


def segment_facts(data: bytes) -> list[dict[str, Any]]:
    """The attributes of every segment in a pickled list of them. Raises UnpickleError for anything else."""
    try:
        found = _Machine(data).run()
    except (IndexError, KeyError, TypeError, struct.error, UnicodeDecodeError) as error:
        raise UnpickleError("is cut short or no list of segments") from error
    if not isinstance(found, list) or not all(isinstance(facts, dict) for facts in found):
        raise UnpickleError("is no list of segments")
    return found


class _Machine:
    """The stack and memo of a pickle being read."""

    def __init__(self, data: bytes) -> None:
        self._data = data
        self._at = 0
        self._stack: list[Any] = []
        self._memo: list[Any] = []

    def run(self) -> Any:
        if self._data[0] != 0x80 or self._data[1] not in _PROTOCOLS:
            raise UnpickleError("is of another pickle protocol")
        self._at = 2
        while (opcode := self._data[self._at]) != _STOP:
            self._at += 1
            step = _STEPS.get(opcode)
            if step is None:
                raise UnpickleError(f"has opcode {opcode:#04x}, which no list of segments needs")
            step(self)
        if self._at != len(self._data) - 1 or len(self._stack) != 1:
            raise UnpickleError("does not end with its list of segments")
        return self._stack.pop()

    def number(self, layout: struct.Struct) -> None:
        self._stack.append(self._unsigned(layout))

    def _unsigned(self, layout: struct.Struct) -> int:
        (value,) = layout.unpack_from(self._data, self._at)
        self._at += layout.size
        return int(value)

    def byte(self) -> None:
        self._stack.append(self._data[self._at])
        self._at += 1

    def text(self) -> None:
        size = self._data[self._at]
        raw = self._data[self._at + 1 : self._at + 1 + size]
        if len(raw) != size:
            raise UnpickleError("is cut short")
        self._stack.append(raw.decode("utf-8"))
        self._at += 1 + size

    def frame(self) -> None:
        self._at += 8  # its length, which only a reader of a stream needs

    def push(self, value: object) -> None:
        self._stack.append(value)

    def memoize(self) -> None:
        self._memo.append(self._stack[-1])

    def get(self, wide: bool) -> None:
        if wide:
            number = self._unsigned(_U32)
        else:
            number = self._data[self._at]
            self._at += 1
        self._stack.append(self._memo[number])

    def name_class(self) -> None:
        name, module = self._stack.pop(), self._stack.pop()
        if (module, name) != SEGMENT_CLASS:
            raise UnpickleError(f"refers to {module!s:.100}.{name!s:.100}, which no index needs")
        self._stack.append(_CLASS)

    def new_object(self) -> None:
        arguments, kind = self._stack.pop(), self._stack.pop()
        if kind is not _CLASS or arguments != ():
            raise UnpickleError("makes something that is no segment")
        self._stack.append({})

    def build(self) -> None:
        state = self._stack.pop()
        self._stack[-1].update(state)

    def _items(self) -> list[Any]:
        items = []
        while (item := self._stack.pop()) is not _MARK:
            items.append(item)
        items.reverse()
        return items

    def append(self) -> None:
        item = self._stack.pop()
        self._stack[-1].append(item)

    def appends(self) -> None:
        items = self._items()
        self._stack[-1].extend(items)

    def add_items(self) -> None:
        items = self._items()
        if not all(type(item) is int for item in items):
            raise UnpickleError("has a set of other things than numbers")
        self._stack[-1].update(items)

    def set_items(self) -> None:
        items = self._items()
        names = items[::2]
        if not all(type(name) is str for name in names):
            raise UnpickleError("has an attribute without a name")
        self._stack[-1].update(zip(names, items[1::2], strict=False))


_STEPS: dict[int, Callable[[_Machine], None]] = {
    0x95: _Machine.frame,
    ord("]"): lambda machine: machine.push([]),
    ord("}"): lambda machine: machine.push({}),
    0x8F: lambda machine: machine.push(set()),
    ord(")"): lambda machine: machine.push(()),
    ord("("): lambda machine: machine.push(_MARK),
    0x88: lambda machine: machine.push(True),
    0x89: lambda machine: machine.push(False),
    ord("K"): _Machine.byte,
    ord("M"): lambda machine: machine.number(_U16),
    ord("J"): lambda machine: machine.number(_I32),
    0x8C: _Machine.text,
    0x94: _Machine.memoize,
    ord("h"): lambda machine: machine.get(False),
    ord("j"): lambda machine: machine.get(True),
    0x93: _Machine.name_class,
    0x81: _Machine.new_object,
    ord("b"): _Machine.build,
    ord("a"): _Machine.append,
    ord("e"): _Machine.appends,
    0x90: _Machine.add_items,
    ord("u"): _Machine.set_items,
}
