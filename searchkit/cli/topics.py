"""What `searchkit help` tells besides the commands: the query language and the exit codes.

The manual page says the same, from the same lines.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from searchkit.cli.app import COMMANDS, EXIT_CODES


@dataclass(frozen=True, slots=True)
class Topic:
    """A text of sections: a heading, what can be written and what it means, and a word on all of them."""

    title: str
    sections: tuple[Section, ...]


@dataclass(frozen=True, slots=True)
class Section:
    """Rows of what can be written and what it means, and a text below them."""

    heading: str
    rows: tuple[tuple[str, str], ...]
    text: str = ""


QUERY = Topic(
    "The query language",
    (
        Section(
            "Words",
            (
                ("sanctions", "the word in any form: sanction, sanctioned, Sanctions"),
                ("sanctions iran", "both"),
                ('"as long as the"', "exactly these words in this order, in one paragraph or the title"),
                ('"suez canal" ship', "the phrase, and the word in any form"),
            ),
            "Case and accents make no difference, and quotation marks may be curly. Outside of quotes words like the "
            "and of are left out while there are others. If no article has all the words, the answer is those with "
            "most of them, and it says so; --any asks for any of the words, --all insists on all.",
        ),
        Section(
            "Joining",
            (
                ("iran OR iraq", "either or both"),
                ("ship -suez", "without the second; NOT suez says the same"),
                ("iran (talks OR deal)", "brackets group"),
                ("most:2 (suez canal ship)", "two of the three"),
                ("same:(us america)", "names for one thing, counted as one"),
                ("atleast:3 ship", "three times or more"),
                ('"iran talks"~10', "within ten words of each other"),
            ),
            "Only capitals are operators: and, or and not are words.",
        ),
        Section(
            "Parts of words",
            (
                ("sanction*", "words that begin so"),
                ("te?t *tion", "? is one letter, * any number of them"),
                ("hezbolah~", "one letter off; hezbullah~2 two"),
            ),
        ),
        Section(
            "Fields",
            (
                ("author:petherbridge", "by the author, however printed"),
                ('author:"callum petherbridge"', "by all of the name"),
                ("author:(petherbridge OR webb)", "by either"),
                ("title:suez", "in the title"),
                ("name:merkel", "naming a person, organisation or place: person:merkel org:ecb place:tehran"),
                ('source:"northgate courier"', "where it was published"),
                ("topic:brexit", "what it is about, where the article says so"),
                ("lang:en", "its language"),
                ("id:suez-refloated", "one article"),
            ),
        ),
        Section(
            "Dates",
            (
                ("date:2018", "of that year; on:2018 says the same"),
                ("date:2018-08..2019-01", "of these months; either end may be open: 2018-08.."),
                ("since:2021", "not older; until:2021 not newer"),
                ("before:2010", "older; after:2010 newer"),
                ('date:"march 2021"', "in words"),
                ('since:"5 years ago"', 'counted from today; "last summer", yesterday'),
            ),
            "An article of Aug 2018 is of that whole month. Articles without a date are in no span of time, and are "
            "counted in a note.",
        ),
        Section(
            "As they are",
            (
                ("U.S.", "points and hyphens inside words belong to them: F-35 never finds 35"),
                ("*", "every article"),
            ),
            "To look for a sign or an operator itself, quote it. In a shell a query with quotes, brackets or a star "
            "goes into single quotes, and one that starts with a hyphen after two hyphens: searchkit search -- "
            "ship -suez. The options --author, --since, --until, --on, --name, --source and --lang say the same as "
            "the fields.",
        ),
    ),
)

CODES = Topic(
    "Exit codes",
    (Section("", tuple((str(code), meaning) for code, meaning in EXIT_CODES.items())),),
)

TOPICS: Mapping[str, Topic] = {"query": QUERY, "exit-codes": CODES}


def topics() -> dict[str, str]:
    """All that there is help on, and what it is."""
    return {**{name: topic.title for name, topic in TOPICS.items()}, **COMMANDS}
