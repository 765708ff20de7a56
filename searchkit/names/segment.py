"""Rules that cut a run of capitalised words into names and say what each looks like.

Everything here depends on the run alone, so `segments` remembers its answers: news repeats itself.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from searchkit.names import gazetteer as gaz
from searchkit.names.gazetteer import flags
from searchkit.names.tokens import Token, run_tokens

# What a segment looks like to the rules: sure in upper case, likely in lower case.
PERSON, ORGANISATION, PLACE = "P", "O", "L"
UNKNOWN, WEAK = "?", "w"  # WEAK: a name only if the article shows the same word as one elsewhere

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
        "Justice",
        "Duke",
    ]
)
_GENERATIONS = frozenset(["Jr.", "Sr.", "Jr", "Sr", "II", "III", "IV"])
_INITIAL = re.compile(r"(?:\w\.)+$")
_COMPOUND = re.compile(r"-([a-z]{3,})$")
_PREFIXES = frozenset(["co", "re", "pre", "non", "anti", "counter", "inter", "multi", "vice"])
# Words that stand in a run only where `tokens.runs` took it for the long name of one organisation.
LINKS = frozenset(["for", "on", "in", "and", "against", "to"])
_CACHE_LIMIT = 100_000
_cache: dict[tuple[str, bool], tuple[Segment, ...]] = {}


@dataclass(frozen=True, slots=True)
class Segment:
    """A likely name inside a run.

    `start` and `end` count code points from the start of the run; `left` and `right` are the two words beside
    it inside the run, nearest first, shorter where the run ends; `look` is one of this module's letters.
    """

    text: str
    start: int
    end: int
    left: tuple[str, ...]
    right: tuple[str, ...]
    look: str


@dataclass(frozen=True, slots=True)
class _Words:
    """The words of a run with their classes."""

    tokens: list[Token]
    marks: list[int]
    run: str

    def text(self, first: int, last: int) -> str:
        return self.run[self.tokens[first].start : self.tokens[last - 1].end]

    def word(self, at: int) -> str:
        return self.tokens[at].text


_Span = tuple[int, int, str]


def segments(run: str, initial: bool) -> tuple[Segment, ...]:
    """The likely names of one run.

    Args:
        run: capitalised words as `tokens.runs` finds them.
        initial: the run begins a sentence, so its first word may be capitalised for that alone.
    """
    key = (run, initial)
    known = _cache.get(key)
    if known is None:
        if len(_cache) >= _CACHE_LIMIT:
            _cache.clear()
        known = _cache[key] = _segments(run, initial)
    return known


def _segments(run: str, initial: bool) -> tuple[Segment, ...]:
    tokens = run_tokens(run)
    words = _Words(tokens, [flags(token.text) for token in tokens], run)
    found = []
    for first, last in _chunks(words):
        for a, b, look in _split(words, first, last, initial and first == 0):
            a, b = _trim(words, a, b)
            if a < b:
                left = tuple(words.word(i) for i in range(a - 1, max(-1, a - 3), -1))
                right = tuple(words.word(i) for i in range(b, min(len(tokens), b + 2)))
                found.append(Segment(words.text(a, b), tokens[a].start, tokens[b - 1].end, left, right, look))
    return tuple(found)


def _trim(words: _Words, a: int, b: int) -> tuple[int, int]:
    """Drop small words and marks at both ends, and a bare initial at the end of a sentence."""
    while a < b and not _capital(words.word(a)):
        a += 1
    while b > a and (not _capital(words.word(b - 1)) or words.word(b - 1) in {"The", "A", "An"}):
        b -= 1
    return a, b


def _next_capital(words: _Words, i: int, b: int) -> int:
    while i < b and not _capital(words.word(i)):
        i += 1
    return i


def _capital(word: str) -> bool:
    return word[0].isupper() or any(c.isupper() for c in word[1:4])


def _chunks(words: _Words) -> list[tuple[int, int]]:
    """Cut at days and months, at words like "Moscow-backed", and where a full stop ended a sentence."""
    found, first = [], 0
    total = len(words.tokens)
    for i in range(total):
        mark, word = words.marks[i], words.word(i)
        if mark & gaz.CALENDAR and not _month_as_name(words, i):
            found.append((first, i))
            first = i + 1
        elif _is_compound(word):
            start = i
            stem = word[: word.rindex("-")]
            for back in range(max(first, i - 3), i):
                if flags(words.text(back, i) + " " + stem) & (gaz.PLACE | gaz.ORGANISATION):
                    start = back
                    break
            found.append((first, start))
            first = i + 1
        elif i and words.word(i - 1).endswith(".") and mark & gaz.STARTER:
            found.append((first, i))
            first = i
    found.append((first, total))
    return [(a, b) for a, b in found if a < b]


def _month_as_name(words: _Words, i: int) -> bool:
    """ "Theresa May", "August Wilson": a month that stands beside a given or family name."""
    before = i > 0 and words.marks[i - 1] & gaz.FIRST and not words.marks[i - 1] & gaz.STARTER
    return bool(before and words.word(i) in {"May", "March", "April", "June", "August"})


def _is_compound(word: str) -> bool:
    """ "Lebanon-based", "Iranian-led", "U.S.-Soviet-style", but not "Kim Young-sam"."""
    match = _COMPOUND.search(word)
    if not match:
        return False
    last = match[1]
    if word[: match.start()].lower() in _PREFIXES:
        return False
    return (
        last.endswith(("ed", "ing")) or (len(last) >= 3 and bool(flags(last) & gaz.COMMON)) or len(last) > 5
    )


def _split(words: _Words, a: int, b: int, initial: bool) -> list[_Span]:
    """The names of one chunk."""
    a = _skip_starters(words, a, b, initial)
    if a >= b:
        return []
    known = _known(words, a, b)
    if known:
        return [(a, b, known)]
    role = _find_role(words, a, b)
    if role:
        return _around_role(words, a, b, *role)
    return _split_plain(words, a, b, initial)


def _skip_starters(words: _Words, a: int, b: int, initial: bool) -> int:
    while a < b:
        if b - a > 1 and (_known(words, a, b) or words.word(a + 1) in "'’"):
            break
        mark = words.marks[a]
        if mark & gaz.STARTER:
            if initial and b - a == 1 and mark & (gaz.ORGANISATION | gaz.PLACE):
                break
            if not initial and mark & gaz.FIRST and b - a > 1:
                break
        elif not (initial and mark & gaz.COMMON and _capital_by_place(words, a, b)):
            break
        initial = False
        a = _next_capital(words, a + 1, b)
    return a


_NAMEISH = (
    gaz.FIRST | gaz.PLACE | gaz.ORGANISATION | gaz.TITLE | gaz.MODIFIER | gaz.DEMONYM | gaz.ORG_HEAD | gaz.DIRECTION
    | gaz.PLACE_LEAD | gaz.LEAD_PARTICLE
)  # fmt: skip


def _capital_by_place(words: _Words, a: int, b: int) -> bool:
    """Whether the ordinary word at `a`, first of its sentence, is unlikely to belong to the name after it."""
    if words.marks[a] & _NAMEISH or words.word(a).isupper() or b - a == 1:
        return False
    return not words.marks[b - 1] & (gaz.ORG_TAIL | gaz.PLACE_TAIL | gaz.EVENT | gaz.COMMON)


def _known(words: _Words, a: int, b: int) -> str:
    """The look of a chunk that is in the lists as a whole, or an empty string."""
    text = words.text(a, b)
    mark = flags(text)
    if b - a == 1:
        return ""
    if mark & gaz.ORGANISATION:
        return ORGANISATION
    if mark & gaz.PLACE:
        return PLACE
    if words.run.isupper() and flags(gaz.title_case(text)) & gaz.SURE_PLACE:
        return PLACE
    return ""


def _find_role(words: _Words, a: int, b: int) -> tuple[int, int] | None:
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


def _role_inside_name(words: _Words, a: int, b: int, i: int) -> bool:
    """ "John Major", "General Motors", "Justice Department": words of titles that are not titles here."""
    if i > a and words.word(i) in _ROLE_SURNAMES:
        before = words.word(i - 1)
        if _INITIAL.match(before) or (words.marks[i - 1] & gaz.FIRST and not words.marks[i - 1] & gaz.TITLE):
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


def _role_end(words: _Words, i: int, b: int) -> int:
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


def _around_role(words: _Words, a: int, b: int, first: int, last: int) -> list[_Span]:
    """The names before and after a role: "Bank of England | Governor | Eddie George"."""
    link = next((i for i in range(last + 1, b - 1) if words.word(i) == "of"), b)
    if link < b and not any(
        words.marks[i] & (gaz.ORG_HEAD | gaz.ORG_TAIL | gaz.PLACE_OF) for i in range(last, link)
    ):
        after = _next_capital(words, link + 1, b)
        return _around_role(words, a, link, first, last) + _split(words, after, b, False)
    found = _split_plain(words, a, first, False) if first > a else []
    if last >= b:
        return found
    if words.word(last) in {"of", "for"}:
        return found + _split(words, last + 1, b, False)
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


def _split_plain(words: _Words, a: int, b: int, initial: bool) -> list[_Span]:
    """The names of a chunk without titles."""
    if a >= b:
        return []
    known = _known(words, a, b)
    if known:
        return [(a, b, known)]
    if b - a == 1:
        look = _look_of_word(words, a, initial)
        return [(a, b, look)] if look else []
    for end in range(b - 1, a + 1, -1):
        if flags(words.text(a, end)) & gaz.ORGANISATION and not words.marks[end] & (
            gaz.ORG_TAIL | gaz.ORG_HEAD
        ):
            return [(a, end, ORGANISATION), *_split_plain(words, end, b, False)]
    if any(words.word(i) in LINKS for i in range(a + 1, b - 1)):
        return [(a, b, ORGANISATION)]
    link = next((i for i in range(a + 1, b - 1) if words.word(i) == "of"), 0)
    if link:
        return _split_of(words, a, b, link, initial)
    if any(words.word(i) == "&" for i in range(a + 1, b - 1)):
        return [(a, b, ORGANISATION)]
    return _split_by_ends(words, a, b, initial)


def _split_of(words: _Words, a: int, b: int, link: int, initial: bool) -> list[_Span]:
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
    after = _next_capital(words, link + 1, b)
    return _split_plain(words, a, link, initial) + _split_plain(words, after, b, False)


def _split_by_ends(words: _Words, a: int, b: int, initial: bool) -> list[_Span]:
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
    return [(a, b, _look_of_words(words, a, b))]


def _after_demonym(words: _Words, a: int, b: int) -> list[_Span]:
    """ "American Mike Tyson" is Mike Tyson; "Islamic Jihad" stays as it is, to be judged by the model."""
    if words.marks[a + 1] & gaz.DEMONYM:
        return _split_plain(words, a + 1, b, False)
    rest = words.marks[a + 1 : b]
    if all(mark & gaz.COMMON and not mark & gaz.FIRST for mark in rest):
        return [(a, b, UNKNOWN)] if len(rest) > 1 or not rest[0] & gaz.EVENT else []
    return _split_plain(words, a + 1, b, False)


def _acronym(word: str) -> bool:
    return (
        len(word) > 1 and word.isupper() and word.replace(".", "").replace("-", "").replace("&", "").isalnum()
    )


_ROLE_ONLY = gaz.TITLE | gaz.MODIFIER | gaz.REJECT | gaz.EVENT | gaz.DIRECTION | gaz.PLACE_TAIL | gaz.STARTER


def _look_of_word(words: _Words, i: int, initial: bool) -> str:
    """What one capitalised word looks like; an empty string rejects it."""
    word, mark = words.word(i), words.marks[i]
    if mark & gaz.GROUP_PEOPLE:
        return ORGANISATION
    if mark & gaz.REJECT or (len(word.rstrip(".")) < 2):
        return ""
    if mark & (gaz.COUNTRY | gaz.REGION):
        return PLACE
    if mark & gaz.ORGANISATION:
        return ORGANISATION
    if mark & gaz.DEMONYM:
        return ""
    if _acronym(word):
        return PLACE if word.isalpha() and flags(gaz.title_case(word)) & gaz.COUNTRY else "o"
    if mark & _ROLE_ONLY:
        return WEAK
    if mark & gaz.CITY_LARGE:
        return "l"
    if mark & (gaz.ORG_TAIL | gaz.ORG_HEAD):
        return WEAK
    if mark & gaz.COMMON and initial:
        return WEAK
    if mark & gaz.FIRST:
        return "p"
    return "l" if mark & gaz.CITY_SMALL else UNKNOWN


def _look_of_words(words: _Words, a: int, b: int) -> str:
    """What a plain name of two words and more looks like."""
    marks = words.marks[a:b]
    if words.word(b - 1) in _GENERATIONS or any(_INITIAL.match(words.word(i)) for i in range(a, b - 1)):
        return "p"
    if marks[0] & gaz.FIRST and b - a <= 4:
        return "p"
    if any(not _capital(words.word(i)) for i in range(a, b)) and not marks[0] & gaz.COMMON:
        return "p"
    if marks[0] & gaz.PLACE_LEAD:
        return "l"
    if any(mark & gaz.ORG_HEAD for mark in marks) or all(_acronym(words.word(i)) for i in range(a, b)):
        return "o"
    if marks[0] & gaz.DIRECTION and marks[-1] & gaz.PLACE:
        return PLACE
    return UNKNOWN
