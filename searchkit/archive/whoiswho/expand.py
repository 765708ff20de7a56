"""A query that names someone or something -> the same query for all the names the archive knows.

    irgc                                 same:(irgc "Islamic Revolutionary Guard Corps")
    "islamic revolutionary guard corps"  the same: a quoted text that is, whole, a name
    islamic revolutionary guard corps    (islamic revolutionary guard corps) OR IRGC
    "irgc"                               as it stands: quotes around one word switch this off for it
    author:"john bolton"                 author:same:("john bolton" "Bolton, John R.")

What the user writes as `same:` is left alone, and so is a short form that articles define in more than one
way. Every change and every refusal is said in a note.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from searchkit.analysis import stem
from searchkit.archive.whoiswho.lookup import AuthorEntry, Entry, Lookup
from searchkit.query import And, AtLeast, FieldMatch, Most, Not, Or, Phrase, Query, Same, Word
from searchkit.query.said import words
from searchkit.query.simplify import is_stop_word

_NAME_FIELDS = ("name", "person", "org", "place")
_MOST_AUTHORS = 3
"""Authors a note tells of; the query has them all."""


class Expansion:
    """Rewrites queries with what an archive knows of names.

    `aliases` are other names and other printings of authors, `variants` other spellings.
    """

    def __init__(self, lookup: Lookup, *, aliases: bool = True, variants: bool = True) -> None:
        self._lookup = lookup
        self._aliases = aliases
        self._variants = variants
        self._notes: list[str] = []

    def rewrite(self, tree: Query, *, runs: bool = True) -> tuple[Query, tuple[str, ...]]:
        """The wider query, and what to say of it.

        Args:
            tree: the query as read.
            runs: bare words that stand side by side may be a name, too.
        """
        self._runs = runs
        self._notes.clear()
        wider = self._wider(tree)
        return wider, tuple(dict.fromkeys(self._notes))

    def _wider(self, tree: Query) -> Query:
        match tree:
            case Word() | Phrase():
                return self._term(tree, whole=isinstance(tree, Phrase))
            case And(clauses):
                return _joined(tuple(self._all(clauses)))
            case Or(clauses):
                return Or(tuple(map(self._wider, clauses)))
            case Most(clauses, minimum):
                return Most(tuple(map(self._wider, clauses)), minimum)
            case Not(clause):
                return Not(self._wider(clause))
            case AtLeast(count, Word() | Phrase() as clause):
                return AtLeast(count, self._term(clause, whole=isinstance(clause, Phrase)))
            case FieldMatch(field, clause):
                return FieldMatch(field, self._in_field(field, clause))
            case _:
                return tree

    def _in_field(self, field: str, clause: Query) -> Query:
        match clause:
            case Or(clauses):
                return Or(tuple(self._in_field(field, each) for each in clauses))
            case Word() | Phrase() if field == "author":
                return self._author(clause)
            case Word() | Phrase() if field in _NAME_FIELDS:
                return self._term(clause)
            case Word() | Phrase() if field == "title":
                return self._term(clause, whole=isinstance(clause, Phrase))
            case _:
                return clause

    def _all(self, clauses: Sequence[Query]) -> Iterator[Query]:
        """The clauses of an And, bare words that make up a name together taken as one."""
        at = 0
        while at < len(clauses):
            count, clause = self._run(clauses[at:]) if self._runs else (0, None)
            yield clause or self._wider(clauses[at])
            at += count or 1

    def _run(self, clauses: Sequence[Query]) -> tuple[int, Query | None]:
        texts: list[str] = []
        for clause in clauses:
            if not isinstance(clause, Word) or len(words(clause.text)) != 1:
                break
            texts.append(clause.text)
        found = self._lookup.run([words(text)[0] for text in texts]) if len(texts) > 1 else None
        if found is None:
            return 0, None
        count, entry = found
        others = self._others(entry, " ".join(texts[:count]))
        if not others:
            return 0, None
        own = tuple(Word(text) for text in texts[:count] if not is_stop_word(text))
        return count, Or((_joined(own), others[0] if len(others) == 1 else Same(others)))

    def _term(self, term: Word | Phrase, *, whole: bool = False) -> Word | Phrase | Same:
        """A term with its other names; with `whole`, only if it has several words."""
        if whole and len(words(term.text)) < 2:
            return term
        entry = self._lookup.entry(term.text)
        if entry is None or (entry.capitals and not term.text.isupper()):
            return term
        others = self._others(entry, term.text)
        return Same((term, *others)) if others else term

    def _others(self, entry: Entry, typed: str) -> tuple[Word | Phrase, ...]:
        """The other forms of a name as terms, which a note tells of."""
        forms: list[str] = []
        if self._aliases and entry.meanings:
            meanings = " or ".join(entry.meanings)
            self._notes.append(f"{entry.name} can be {meanings}, and is searched for as it stands")
        if self._variants and entry.spellings:
            forms += entry.spellings
            self._notes.append(f"{_said(entry, typed)} also spelt {', '.join(entry.spellings)}")
        if self._aliases:
            for each in (entry, *self._spelt_otherwise(entry)):
                if each.aliases:
                    forms += each.aliases
                    self._notes.append(_alias_note(each, _said(each, typed if each is entry else "")))
        return _terms(forms, typed)

    def _spelt_otherwise(self, entry: Entry) -> Iterator[Entry]:
        """What is known of the other spellings of a name."""
        for spelling in entry.spellings if self._variants else ():
            other = self._lookup.entry(spelling)
            if other and not entry.aliases:
                yield other._replace(aliases=tuple(a for a in other.aliases if a != entry.name))

    def _author(self, clause: Word | Phrase) -> Word | Phrase | Same:
        """An author by whatever printing, with all the others."""
        wanted = words(clause.text)
        if not wanted or not self._aliases:
            return clause
        near = self._lookup.authors(wanted)
        found = [entry for entry in near if _is_printed(entry, wanted)]
        if not found:
            found = [entry for entry in near if not entry.may_be and _fits_initials(entry, wanted)]
            if len(found) > 1:
                self._notes.append(f"{clause.text} can be {' or '.join(each.name for each in found)}")
                return clause
        others: list[str] = []
        self._printed: list[str] = []
        for entry in found:
            others += self._printings(entry, found, clause.text)
        self._notes += self._printed[:_MOST_AUTHORS]
        if len(self._printed) > _MOST_AUTHORS:
            self._notes.append(f"{len(self._printed) - _MOST_AUTHORS} more authors are printed in other ways")
        self._tell_of_unclear(found, wanted)
        return Same((clause, *map(Phrase, dict.fromkeys(others)))) if others else clause

    def _printings(self, entry: AuthorEntry, found: Sequence[AuthorEntry], typed: str) -> list[str]:
        """The printings of an author that the query does not find already and that are no one else's."""
        others: dict[tuple[str, ...], str] = {}
        for printing in (*entry.printings, entry.name):
            own = words(printing)
            if own and not _holds(own, words(typed)):
                others.setdefault(own, printing)
        safe = [text for own, text in others.items() if not self._is_shared(own, found)]
        if safe:
            self._printed.append(_author_note(entry, safe, typed))
        if len(safe) < len(others):
            left = ", ".join(text for text in others.values() if text not in safe)
            self._notes.append(f"{left} stands in the name of another author, too, and is left out")
        return safe

    def _is_shared(self, own: tuple[str, ...], found: Sequence[AuthorEntry]) -> bool:
        """Whether a printing, looked for by its words, would find an author who is not meant."""
        for entry in self._lookup.authors(own):
            if entry not in found and any(_holds(words(text), own) for text in entry.printings):
                return True
        return False

    def _tell_of_unclear(self, found: Sequence[AuthorEntry], wanted: tuple[str, ...]) -> None:
        for entry in found:
            if entry.may_be:
                self._notes.append(f"{entry.name} can be {' or '.join(entry.may_be)}")
            for printing in entry.perhaps:
                if not _holds(words(printing), wanted):
                    self._notes.append(
                        f"{printing} may be {entry.name} or someone else, and is not searched for"
                    )


def _joined(clauses: tuple[Query, ...]) -> Query:
    return clauses[0] if len(clauses) == 1 else And(clauses)


def _said(entry: Entry, typed: str) -> str:
    """The name as the archive prints it, if the query has the same words."""
    return typed if typed and words(typed) != words(entry.name) else entry.name


def _alias_note(entry: Entry, name: str) -> str:
    where = f"defined in {entry.article} ¶{entry.paragraph + 1}" if entry.article else "your aliases.txt"
    return f"{name} also as {', '.join(entry.aliases)} ({where})"


def _author_note(entry: AuthorEntry, forms: Sequence[str], typed: str) -> str:
    printed = ", ".join(form for form in forms if form in entry.printings)
    if words(typed) == words(entry.name):
        return f"{entry.name} also printed {printed}"
    return f"{typed} is {entry.name}" + (f", also printed {printed}" if printed != entry.name else "")


def _terms(forms: Sequence[str], typed: str) -> tuple[Word | Phrase, ...]:
    own = words(typed)
    distinct = {found: form for form in forms if (found := words(form)) and found != own}
    return tuple(map(_as_term, distinct.values()))


def _as_term(form: str) -> Word | Phrase:
    """A name as it is looked for: several words as they stand, one word under its stem.

    Except short forms like CARES, whose stem is another word's; but a plural s goes ("NGOs").
    """
    found = words(form)
    if len(found) > 1:
        return Phrase(form)
    if form.isupper():
        return Word(form) if stem(found[0]) == found[0] else Phrase(form)
    return Word(form[:-1]) if form.endswith("s") and form[:-1].isupper() else Word(form)


def _is_printed(entry: AuthorEntry, wanted: Sequence[str]) -> bool:
    """Whether the author goes by all the words, in one of his printings."""
    return any(set(wanted) <= set(words(text)) for text in (entry.name, *entry.printings))


def _fits_initials(entry: AuthorEntry, wanted: Sequence[str]) -> bool:
    """Whether each word is one of the author's, or the first letter of another of them."""
    own = list(words(entry.name))
    for word in sorted(wanted, key=len, reverse=True):
        fitting = next((o for o in own if o == word or (len(word) == 1 and o.startswith(word))), None)
        if fitting is None:
            return False
        own.remove(fitting)
    return any(len(word) > 1 for word in wanted)


def _holds(text: tuple[str, ...], run: tuple[str, ...]) -> bool:
    """Whether the words of `run` stand side by side in `text`."""
    size = len(run)
    return any(text[i : i + size] == run for i in range(len(text) - size + 1))
