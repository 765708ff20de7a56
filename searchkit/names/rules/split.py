"""One chunk of a run -> the names in it: around titles and roles, at "of", at nationalities."""

from __future__ import annotations

from searchkit.names import gazetteer as gaz
from searchkit.names.gazetteer import flags
from searchkit.names.rules.chunks import skip_starters
from searchkit.names.rules.looks import INITIAL, known_look, look_of_word, look_of_words
from searchkit.names.rules.words import ORGANISATION, PERSON, PLACE, UNKNOWN, RunWords, Span

_ROLE_SURNAMES = frozenset(
    [
        "King",
        "Major",
        "Prince",
        "Judge",
        "Pope",
        "Bishop",
        "Dean",
        "Marshal",
        "Marshall",
        "General",
        "Sheriff",
        "Duke",
    ]
)
# Words that stand in a run only where `joining` took it for the long name of one organisation.
_LINKS = frozenset(["for", "on", "in", "and", "against", "to"])


def names_of_chunk(words: RunWords, a: int, b: int, initial: bool) -> list[Span]:
    """The names of one chunk."""
    a = skip_starters(words, a, b, initial)
    if a >= b:
        return []
    known = known_look(words, a, b)
    if known:
        return [(a, b, known)]
    role = _find_role(words, a, b)
    if role:
        return _around_role(words, a, b, *role)
    return _split_plain(words, a, b, initial)


def _find_role(words: RunWords, a: int, b: int) -> tuple[int, int] | None:
    """Where the first title or role of the chunk begins and ends ("Defense Minister Brigadier General")."""
    i = a
    while i < b:
        if words.marks[i] & gaz.TITLE and not _role_inside_name(words, a, b, i):
            first = i
            while (
                first > a
                and words.marks[first - 1] & gaz.MODIFIER
                and not words.marks[first - 1] & gaz.COUNTRY
            ):
                first -= 1
            return first, _role_end(words, i + 1, b)
        i += 1
    return None


def _role_inside_name(words: RunWords, a: int, b: int, i: int) -> bool:
    """True in "John Major", "General Motors", "Justice Department": titles that are none here."""
    if i > a and words.word(i) in _ROLE_SURNAMES:
        before = words.word(i - 1)
        if INITIAL.match(before) or (words.marks[i - 1] & gaz.FIRST and not words.marks[i - 1] & gaz.TITLE):
            return True
    for last in (i + 2, i + 3):
        if last <= b and flags(words.text(i, last)) & (gaz.ORGANISATION | gaz.PLACE):
            return True
    if i + 1 < b:
        after = words.marks[i + 1]
        if after & (gaz.ORG_TAIL | gaz.ORG_HEAD) and not after & (
            gaz.TITLE | gaz.MODIFIER | gaz.FIRST | gaz.LAST
        ):
            return True
    return False


def _role_end(words: RunWords, i: int, b: int) -> int:
    while i < b:
        if (words.marks[i] & gaz.TITLE and not (words.word(i) in _ROLE_SURNAMES and i == b - 1)) or (
            words.marks[i] & gaz.MODIFIER and i + 1 < b and words.marks[i + 1] & (gaz.TITLE | gaz.MODIFIER)
        ):
            i += 1
        elif words.word(i) == "of" and i + 1 < b:
            last = next(
                (k for k in (i + 3, i + 2) if k <= b and flags(words.text(i + 1, k)) & gaz.PERSON_OF), 0
            )
            if not last:
                break
            i = last
        else:
            break
    return i


def _around_role(words: RunWords, a: int, b: int, first: int, last: int) -> list[Span]:
    """The names before and after a role: "Bank of England | Governor | Eddie George"."""
    link = next((i for i in range(last + 1, b - 1) if words.word(i) == "of"), b)
    if link < b and not any(
        words.marks[i] & (gaz.ORG_HEAD | gaz.ORG_TAIL | gaz.PLACE_OF) for i in range(last, link)
    ):
        after = words.next_capital(link + 1, b)
        return _around_role(words, a, link, first, last) + names_of_chunk(words, after, b, False)
    found = _split_plain(words, a, first, False) if first > a else []
    if last >= b:
        return found
    if words.word(last) in {"of", "for"}:
        return found + names_of_chunk(words, last + 1, b, False)
    final = words.marks[b - 1]
    if b - last > 1 and final & (gaz.ORG_TAIL | gaz.PLACE_TAIL | gaz.EVENT) and not final & gaz.LAST:
        if first == a and last - first == 1 and not words.marks[first] & gaz.MODIFIER:
            return found + _split_plain(words, a, b, False)  # "King County", "Prince Edward Island"
        return found + _split_plain(words, last, b, False)
    while last < b and words.marks[last] & gaz.DEMONYM and b - last > 1:
        last += 1
    return found + [
        (x, y, PERSON if look in "?pP" else look) for x, y, look in _split_plain(words, last, b, False)
    ]


def _split_plain(words: RunWords, a: int, b: int, initial: bool) -> list[Span]:
    """The names of a chunk without titles."""
    if a >= b:
        return []
    known = known_look(words, a, b)
    if known:
        return [(a, b, known)]
    if b - a == 1:
        look = look_of_word(words, a, initial)
        return [(a, b, look)] if look else []
    for end in range(b - 1, a + 1, -1):
        if flags(words.text(a, end)) & gaz.ORGANISATION and not words.marks[end] & (
            gaz.ORG_TAIL | gaz.ORG_HEAD
        ):
            return [(a, end, ORGANISATION), *_split_plain(words, end, b, False)]
    if any(words.word(i) in _LINKS for i in range(a + 1, b - 1)):
        return [(a, b, ORGANISATION)]
    link = next((i for i in range(a + 1, b - 1) if words.word(i) == "of"), 0)
    if link:
        return _split_of(words, a, b, link, initial)
    if any(words.word(i) == "&" for i in range(a + 1, b - 1)):
        return [(a, b, ORGANISATION)]
    return _split_by_ends(words, a, b)


def _split_of(words: RunWords, a: int, b: int, link: int, initial: bool) -> list[Span]:
    heads = 0
    for i in range(a, link):
        heads |= words.marks[i]
    if heads & gaz.ORG_HEAD or (words.marks[link - 1] & gaz.ORG_TAIL and link - a > 1):
        if (
            words.marks[a] & gaz.DEMONYM
            and words.marks[a + 1] & gaz.ORG_HEAD
            and not words.marks[a] & gaz.COUNTRY
        ):
            a += 1
        return [(a, b, ORGANISATION)]
    if words.marks[link - 1] & gaz.PLACE_OF:
        return [(a, b, PLACE)]
    after = words.next_capital(link + 1, b)
    return _split_plain(words, a, link, initial) + _split_plain(words, after, b, False)


def _split_by_ends(words: RunWords, a: int, b: int) -> list[Span]:
    """Names of two words and more, told by their first and last words."""
    first, last = words.marks[a], words.marks[b - 1]
    personal = bool(first & gaz.FIRST and last & gaz.LAST and b - a <= 3)
    if last & gaz.EVENT and not personal and not last & gaz.ORG_TAIL:
        return [(a, a + 1, PLACE)] if first & gaz.COUNTRY and b - a > 2 else []
    if last & gaz.ORG_TAIL and not (personal and not last & gaz.ORG_HEAD):
        return [(a, b, ORGANISATION)]
    if first & gaz.DEMONYM and not first & gaz.COUNTRY:
        return _after_demonym(words, a, b)
    if last & gaz.DEMONYM and first & (gaz.DIRECTION | gaz.DEMONYM):
        return []  # "South Korean"
    if last & gaz.PLACE_TAIL and not personal:
        return [(a, b, PLACE)]
    for split in range(b - 1, a, -1):
        if flags(words.text(a, split)) & gaz.COUNTRY and words.marks[split] & gaz.FIRST and b - split >= 2:
            return [(a, split, PLACE), *_split_plain(words, split, b, False)]
    return [(a, b, look_of_words(words, a, b))]


def _after_demonym(words: RunWords, a: int, b: int) -> list[Span]:
    """Cut: "American Mike Tyson" is Mike Tyson; "Islamic Jihad" stays as it is, to be judged by the model."""
    if words.marks[a + 1] & gaz.DEMONYM:
        return _split_plain(words, a + 1, b, False)
    rest = words.marks[a + 1 : b]
    if all(mark & gaz.COMMON and not mark & gaz.FIRST for mark in rest):
        return [(a, b, UNKNOWN)] if len(rest) > 1 or not rest[0] & gaz.EVENT else []
    return _split_plain(words, a + 1, b, False)
