"""The line editor of the shell: history and completion."""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

from prompt_toolkit import PromptSession
from prompt_toolkit.completion import CompleteEvent, Completer, Completion
from prompt_toolkit.document import Document
from prompt_toolkit.history import FileHistory, History, InMemoryHistory

from searchkit.cli.completion import offer
from searchkit.cli.completion.quoting import cut, replies
from searchkit.cli.completion.slots import Walk
from searchkit.cli.shell.lines import Token, is_command, tokens
from searchkit.errors import StorageError
from searchkit.settings import Settings, state_folder

PROMPT = "searchkit> "


def lines(program: Any, settings: Settings) -> Iterator[str]:
    """The lines a person types, until Ctrl-D; Ctrl-C drops the one being typed."""
    session: PromptSession[str] = PromptSession(
        PROMPT, history=_history(settings), completer=LineCompleter(program), complete_while_typing=False
    )
    while True:
        try:
            yield session.prompt()
        except KeyboardInterrupt:
            continue
        except EOFError:
            return


def history_file() -> Path:
    """Where lines are remembered."""
    return state_folder(os.environ) / "shell-history"


def _history(settings: Settings) -> History:
    """The lines of earlier sessions, readable by their owner alone. Raises StorageError."""
    if not settings.history:
        return InMemoryHistory()
    file = history_file()
    try:
        file.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        os.close(os.open(file, os.O_WRONLY | os.O_CREAT, 0o600))
    except OSError as error:
        raise StorageError(
            f"The history {file} cannot be written: {error.strerror}.",
            "Without a history: SEARCHKIT_HISTORY=0 searchkit shell",
        ) from error
    return FileHistory(str(file))


class LineCompleter(Completer):
    """Completes commands behind a colon, fields and values in a query, and options."""

    def __init__(self, program: Any) -> None:
        self._program = program

    def get_completions(self, document: Document, complete_event: CompleteEvent) -> Iterable[Completion]:  # noqa: ARG002  prompt_toolkit's signature
        """What may stand before the cursor."""
        line = document.text_before_cursor
        return self._of_command(line) if is_command(line) else self._of_query(line)

    def _of_command(self, line: str) -> Iterator[Completion]:
        typed = cut(line.removeprefix(":"))
        start = typed.start - len(line.removeprefix(":"))
        for each in offer(self._program, typed.words, typed.word).candidates:
            for text in replies([each.text], typed):
                yield Completion(text, start, display=each.text, display_meta=each.about)

    def _of_query(self, line: str) -> Iterator[Completion]:
        in_word = bool(line) and not line[-1].isspace()
        *before, last = [*tokens(line), *([] if in_word else [Token(len(line), "")])]
        walk = Walk(self._program.get_command(None, "search"))
        for token in before:
            walk.take(token.plain if token.is_option or walk.waits_for_value else "")
        in_option = last.is_option or walk.waits_for_value
        words = ["search", *(token.plain for token in before)] if in_option else ["search", "--"]
        for each in offer(self._program, words, last.plain if in_option else last.text).candidates:
            text = _as_token(each.text) if in_option else each.text
            yield Completion(text, last.start - len(line), display=each.text, display_meta=each.about)


def _as_token(text: str) -> str:
    """An option, or a value of one, on a query line: in quotes if it has spaces."""
    name, equals, value = text.partition("=") if text.startswith("--") else ("", "", text)
    plain = value.replace('"', "")
    return f'{name}{equals}"{plain}"' if " " in plain else f"{name}{equals}{plain}"
