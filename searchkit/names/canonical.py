"""One form for the names of an article that mean the same: the fullest it prints."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable
from functools import lru_cache

from searchkit.analysis import words
from searchkit.article import NameKind

Printed = tuple[str, NameKind]
_Words = tuple[str, ...]
_GENERATIONS = frozenset(["jr", "sr", "ii", "iii", "iv"])
_SMALL = frozenset(["the", "of", "for", "and", "in", "on", "de", "del", "la", "du", "des", "to"])
_MOST_HOLDERS = 40  # a word shared by more names than this joins none of them


def canonical_forms(printed: Iterable[Printed]) -> dict[Printed, str]:
    """Each printed name -> the fullest form of it in the article.

    A name that two fuller ones would fit, "Bolton" beside John and Michael Bolton, stays as it is printed.
    """
    forms: dict[NameKind, dict[_Words, str]] = defaultdict(dict)
    names = dict.fromkeys(printed)
    for text, kind in names:
        key = name_key(text)
        forms[kind][key] = _better(text, forms[kind].get(key, ""))
    holders: dict[NameKind, dict[str, list[_Words]]] = {
        kind: _holders(own) for kind, own in forms.items() if kind != "place"
    }
    return {
        (text, kind): _fullest(name_key(text), kind, forms[kind], holders.get(kind)) for text, kind in names
    }


def initials(name: Iterable[str]) -> str:
    """The first letters of a name's words, small words left out: "rg" of "Revolutionary Guards"."""
    return "".join(word[0] for word in name if word not in _SMALL)


@lru_cache(maxsize=50_000)
def name_key(text: str) -> _Words:
    """The folded words of a name without "the" before it and without "Jr" or "III" after it."""
    found = words(text)
    while len(found) > 1 and (found[-1] in _GENERATIONS or found[0] == "the"):
        found = found[1:] if found[0] == "the" else found[:-1]
    return tuple(found)


def _better(text: str, other: str) -> str:
    """The longer of two spellings of the same words, rather not in capitals only, without "the"."""
    text = text[4:] if text[:4].lower() == "the " else text
    if not other:
        return text
    return max(text, other, key=lambda form: (not form.isupper(), len(form), form))


def _holders(forms: Iterable[_Words]) -> dict[str, list[_Words]]:
    """Each word -> the names of two words and more that hold it; each string of initials likewise."""
    found: dict[str, list[_Words]] = defaultdict(list)
    for name in forms:
        if len(name) > 1:
            for word in {*name, initials(name)}:
                found[word].append(name)
    return found


def _fullest(
    name: _Words, kind: NameKind, forms: dict[_Words, str], holders: dict[str, list[_Words]] | None
) -> str:
    """The form of the one name that holds this one, or its own form."""
    own = forms[name]
    if not holders or not name:
        return own
    near = holders.get(name[-1], [])
    if not near or len(near) > _MOST_HOLDERS:
        return own
    ways = _PERSON_FITS if kind == "person" else _ORGANISATION_FITS
    for fits in ways:
        fuller = [other for other in near if other != name and fits(name, other)]
        if fuller:
            longest = max(fuller, key=lambda other: (len(other), sum(map(len, other)), other))
            alone = all(other == longest or any(way(other, longest) for way in ways) for other in fuller)
            return forms[longest] if alone else own
    return own


def _ends(name: _Words, other: _Words) -> bool:
    return len(other) > len(name) and other[-len(name) :] == name


def _begins(name: _Words, other: _Words) -> bool:
    return len(other) > len(name) and other[: len(name)] == name


def _is_short_for(name: _Words, other: _Words) -> bool:
    """Whether a name is "J. Bolton" or "John Bolton" beside "John R. Bolton"."""
    if len(name) < 2 or name[-1] != other[-1] or len(other) < len(name):
        return False
    rest = iter(other[:-1])
    return all(any(_abbreviates(word, full) for full in rest) for word in name[:-1])


def _abbreviates(word: str, full: str) -> bool:
    return word == full or (len(word) == 1 and full.startswith(word))


def _is_inside(name: _Words, other: _Words) -> bool:
    """Whether a name is like "Revolutionary Guards" inside "Islamic Revolutionary Guards Corps"."""
    size = len(name)
    return 1 < size < len(other) and any(other[i : i + size] == name for i in range(len(other) - size + 1))


def _is_acronym(name: _Words, other: _Words) -> bool:
    return len(name) == 1 and 2 <= len(name[0]) <= 8 and len(other) > 1 and initials(other) == name[0]


_Fits = tuple[Callable[[_Words, _Words], bool], ...]
_PERSON_FITS: _Fits = (_ends, _is_short_for, _begins)
_ORGANISATION_FITS: _Fits = (_begins, _is_inside, _is_acronym)
