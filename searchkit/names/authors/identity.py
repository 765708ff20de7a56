"""Whether two printed names can be one person, and the sentence that says why."""

from __future__ import annotations

from searchkit.names.authors.parse import ParsedAuthor


def conflict(a: ParsedAuthor, b: ParsedAuthor) -> str:
    """What keeps two names apart, in a few words; empty if nothing does.

    Names are compared word by word: an initial fits a name it begins, a middle name may be missing, a missing
    suffix or particle fits any, but two that differ do not.
    """
    if a.person != b.person:
        return "one is a person, the other is not"
    if not a.person:
        return "" if a.family == b.family else "different institutions"
    if a.suffix and b.suffix and a.suffix != b.suffix:
        return f"{a.suffix} is not {b.suffix}"
    if a.particles and b.particles and a.particles != b.particles:
        return "different particles"
    if a.words == b.words and a.words:
        return ""
    if a.family == b.family:
        return "" if _given_fit(a.given, b.given) else "different given names"
    return _double_surname(a, b)


def reason(a: ParsedAuthor, b: ParsedAuthor) -> str:
    """Why two names that do not conflict are taken for one, for the reader of `authors --why`."""
    if not a.person:
        return "the same institution"
    notes = []
    if a.words == b.words:
        notes.append("the same words, case, accents and order apart")
    else:
        notes.append(f"the same family name {' '.join(a.family)}")
        if any(len(word) == 1 for word in a.given[:1] + b.given[:1]) and a.given[:1] != b.given[:1]:
            notes.append("the initial fits")
        elif a.given[:1] == b.given[:1]:
            notes.append("the same first name" if len(a.given[0]) > 1 else "the same initial")
        if len(a.given) != len(b.given):
            notes.append("a middle name left out")
    if a.suffix != b.suffix:
        notes.append(f"{a.suffix or b.suffix} left out")
    if a.particles != b.particles:
        notes.append("a particle left out")
    return ", ".join(notes) + ", and no other author of the archive fits"


def _given_fit(a: tuple[str, ...], b: tuple[str, ...]) -> bool:
    """First names fit, and middle names as far as both have some: "George W." is not "George H. W."."""
    if not a or not b:
        return a == b
    return all(_word_fits(word, other) for word, other in zip(a, b, strict=False))


def _word_fits(a: str, b: str) -> bool:
    return a == b or (len(a) == 1 and b.startswith(a)) or (len(b) == 1 and a.startswith(b))


def _double_surname(a: ParsedAuthor, b: ParsedAuthor) -> str:
    """What parts "Garcia Marquez, Gabriel" from another name that ends with Garcia Marquez, if anything."""
    longer, other = (a, b) if len(a.family) > len(b.family) else (b, a)
    size = len(longer.family)
    if other.words[-size:] == longer.family and len(other.words) > size and not other.marked:
        return "" if _given_fit(longer.given, other.words[:-size]) else "different given names"
    return "different family names"
