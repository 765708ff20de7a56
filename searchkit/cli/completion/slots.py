"""Whose value a word of a command line is."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any


class Walk:
    """Goes along the words behind a command's name, as its parser would."""

    def __init__(self, command: Any) -> None:
        self._options = {name: p for p in command.params for name in p.opts if p.param_type_name == "option"}
        self._arguments = [p for p in command.params if p.param_type_name == "argument"]
        self._passed = 0
        self._waiting: Any = None
        self._plain = False

    @property
    def at_option(self) -> bool:
        """Whether a hyphen would begin an option here."""
        return self._waiting is None and not self._plain

    @property
    def waits_for_value(self) -> bool:
        """Whether the next word is the value of an option, whatever it looks like."""
        return self._waiting is not None

    def take(self, word: str) -> tuple[Any, str]:
        """The parameter the next word is a value of, and what of the word stands before the value.

        The parameter is None for the name of an option, and for a word too many.
        """
        if self._waiting is not None:
            param, self._waiting = self._waiting, None
            return param, ""
        if self._plain or word == "-" or not word.startswith("-"):
            return self._argument(), ""
        if word == "--":
            self._plain = True
            return None, ""
        return self._long(word) if word.startswith("--") else self._short(word)

    def _argument(self) -> Any:
        if self._passed == len(self._arguments):
            return None
        param = self._arguments[self._passed]
        if param.nargs != -1:
            self._passed += 1
        return param

    def _long(self, word: str) -> tuple[Any, str]:
        name, equals, _ = word.partition("=")
        option = self._valued(name)
        if equals:
            return option, f"{name}="
        self._waiting = option
        return None, ""

    def _short(self, word: str) -> tuple[Any, str]:
        """`-n5`, `-qn 5`: the first letter that takes a value takes the rest."""
        for end in range(2, len(word) + 1):
            option = self._valued(f"-{word[end - 1]}")
            if option is not None:
                if end < len(word):
                    return option, word[:end]
                self._waiting = option
        return None, ""

    def _valued(self, name: str) -> Any:
        """The option of a name if it takes a value."""
        option = self._options.get(name)
        return None if option is None or option.is_flag else option


@dataclass(frozen=True, slots=True)
class Slot:
    """The place of the word being typed.

    `command` is None before there is the name of one. With `at_option` the word is the name of an option; else
    `param` is the parameter whose value begins behind `head`, None for a word too many. `words` are those
    before it, behind the command's name; `given` are those of them that are values of the same parameter.
    """

    command: Any
    param: Any
    head: str
    at_option: bool
    words: Sequence[str]
    given: Sequence[str] = ()


def find_slot(program: Any, words: Sequence[str], typed: str) -> Slot:
    """The place of a word behind `words`, which are those behind the name of the program."""
    name, at = _command_name(words)
    if not name:
        return Slot(None, None, "", typed.startswith("-"), words)
    rest = words[at + 1 :]
    command = program.get_command(None, name)
    if command is None:
        return Slot(program, None, "", False, rest)
    walk = Walk(command)
    taken = [(word, walk.take(word)[0]) for word in rest]
    may_be_option = walk.at_option and typed.startswith("-")
    param, head = walk.take(typed)
    if may_be_option and not head:
        return Slot(command, None, "", True, rest)
    return Slot(command, param, head, False, rest, [word for word, of in taken if of is param])


def _command_name(words: Sequence[str]) -> tuple[str, int]:
    """The first word that is no option: those before a command take no values."""
    return next(((word, at) for at, word in enumerate(words) if not word.startswith("-")), ("", -1))


def value_of(option: str, slot: Slot) -> str | None:
    """What an option of the line was given, None if it was not."""
    walk, found = Walk(slot.command), None
    for word in slot.words:
        param, head = walk.take(word)
        if param is not None and option in param.opts:
            found = word[len(head) :]
    return found
