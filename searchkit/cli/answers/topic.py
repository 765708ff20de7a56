"""A topic of the help."""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial

from searchkit.cli.printers import Answer
from searchkit.cli.terminal.layout import Layout, Line, span
from searchkit.cli.topics import Topic
from searchkit.textwidth import display_width

_INDENT = 2
_GAP = 3


def topic_answer(topic: Topic) -> Answer:
    """The answer of `help TOPIC`."""
    return Answer("", {"title": topic.title}, (), 1, partial(_view, topic))


def _view(topic: Topic, layout: Layout) -> Iterator[Line]:
    yield [span(topic.title, "title")]
    written = max(display_width(text) for section in topic.sections for text, _ in section.rows)
    for section in topic.sections:
        yield []
        if section.heading:
            yield [span(section.heading, "title")]
        for text, meaning in section.rows:
            label = f"{text}{' ' * (written - display_width(text) + _GAP)}"
            hanging = _INDENT + written + _GAP
            yield from layout.wrap([span(label), span(meaning, "dim")], indent=_INDENT, hanging=hanging)
        if section.text:
            yield from layout.wrap([span(section.text)], indent=_INDENT)
