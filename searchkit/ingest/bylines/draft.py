"""The pieces of a byline put together: a role or institute belongs to the people before it."""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from searchkit.article import Author

from .names import bare, first_name_first, is_organisation, usual_form
from .pieces import Piece
from .words import PLURAL_ROLES

_WORKPLACE = re.compile(r"\s+(?:at|with)\s+|\s+for\s+(?=(?:the\s+)?[A-Z])")


@dataclass(slots=True)
class Person:
    """Somebody, or a desk, named as the author."""

    printed: str
    name: str
    role: str = ""
    affiliation: str = ""


@dataclass(slots=True)
class Draft:
    """A byline while it is read."""

    people: list[Person] = field(default_factory=list)
    unclaimed: list[str] = field(default_factory=list)  # organisations named before anybody is
    awaiting: str = ""  # a role printed before its name
    holders: list[Person] = field(default_factory=list)  # of the role just read
    prose: bool = False  # whether something in it is no part of a byline

    def add(self, piece: Piece) -> None:
        """Take the next piece of the line."""
        kind, text = piece
        if kind == "single":
            kind = "organisation" if self.people and " " in self.people[-1].name else "name"
        elif kind == "name" and text.isupper() and self.people and not self.people[-1].printed.isupper():
            kind = "organisation"  # USA TODAY
        if kind == "desk":
            self._name(text, text)
        elif kind in ("name", "swapped"):
            self._name(text, usual_form(first_name_first(text) if kind == "swapped" else text))
        elif kind == "organisation":
            self._organisation(text)
        elif kind == "suffix" and self.people:
            person = self.people[-1]
            person.printed = f"{person.printed}, {text}"
            person.name = usual_form(f"{person.name} {text}")
        elif kind == "role":
            self._role(text)
        elif kind == "other":
            self.prose = True

    def authors(self) -> tuple[Author, ...]:
        """The people, or where there are none the organisation or role that stands for them."""
        if not self.people:
            desk = self.unclaimed[0] if self.unclaimed else self.awaiting
            return (Author(desk, desk),) if desk else ()
        return tuple(Author(p.name, p.printed, p.role, p.affiliation) for p in self.people)

    def _name(self, printed: str, name: str) -> None:
        known = [person.name.casefold() for person in self.people]
        desk = self.unclaimed[0] if self.unclaimed and not self.people else ""
        if name.casefold() not in known and not desk.startswith(printed):
            self.people.append(Person(printed, name))
            self.holders = []
            if role := self.awaiting:
                self.awaiting = ""
                self._role(role)

    def _organisation(self, text: str) -> None:
        """An institute is that of the holders of the role before it, or of everybody without one.

        One that follows another goes with it.
        """
        if not self.people:
            self.unclaimed.append(text)
        elif without := [person for person in self.holders or self.people if not person.affiliation]:
            for person in without:
                person.affiliation = text
        else:
            last = self.people[-1].affiliation
            for person in self.people:
                if person.affiliation == last:
                    person.affiliation = f"{last}, {text}"

    def _role(self, text: str) -> None:
        """A role is that of the last one named; one in the plural is that of all without one."""
        if not self.people:
            self.awaiting = text
            return
        role, affiliation = _role_and_workplace(text)
        plural = not PLURAL_ROLES.isdisjoint(bare(word) for word in role.split())
        without = [person for person in self.people if not person.role]
        self.holders = without if plural and without else self.people[-1:]
        for person in self.holders:
            person.role = f"{person.role}, {role}" if person.role else role
            person.affiliation = affiliation or person.affiliation


def _role_and_workplace(text: str) -> tuple[str, str]:
    """`Senior fellow at the Brookings Institution` -> `Senior fellow`, `Brookings Institution`."""
    match = _WORKPLACE.search(text)
    if match is None:
        return text, ""
    rest = text[match.end() :].removeprefix("the ")
    if match[0].strip() == "for" and not is_organisation(rest):
        return text, ""
    return text[: match.start()], rest
