"""The headline of a page as it is printed, without the name of the site."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from urllib.parse import urlsplit

from .boilerplate import leads_elsewhere
from .jsonld import LinkedArticle
from .meta import SITE, TITLE, Meta
from .soup import Parsed
from .tree import Node, first, fold, listed, squeeze

_SEPARATOR = re.compile(r"\s+(?:[|»·•–—-]|::|<|>)\s+|\s*[|»]\s*|:\s+|_")
_HEADLINE_LABEL = re.compile(r"title|headline|hed(?![a-z])|Hed(?![a-z])", re.IGNORECASE)
_RUBRICS = frozenset(
    listed(
        "opinion editorial analysis commentary review exclusive video watch live breaking news"
        " podcast letter letters column perspective interview feature explainer blog article"
    )
)
_TITLE_ELEMENT = "title element"
_MAX_HEADINGS = 40
_MAX_TITLE = 600  # characters
_MIN_AGREEMENT = 0.5  # of the title in the head that a heading must cover to be it
_RUBRIC_WORDS = 2  # that a heading may have before the headline itself
_SHORT_TAIL = 4  # words after the last bar or dash that are more likely a site than a part of the headline


@dataclass(frozen=True, slots=True)
class Headline:
    """A title and where it stood."""

    text: str
    origin: str


def read_title(parsed: Parsed, meta: Meta, linked: LinkedArticle, sites: tuple[str, ...]) -> Headline:
    """The heading that is the page's headline, else the best title of the head; empty if there is none.

    A heading is preferred because it is what was printed: titles in the head are often shortened for search
    engines and social networks, and rarely the other way round.
    """
    heads = list(_head_titles(parsed, meta, linked))
    keys = {_key(site) for site in sites}
    best, best_score = Headline("", ""), 0
    for heading in (*parsed.named["h1"][:_MAX_HEADINGS], *parsed.named["h2"][:_MAX_HEADINGS]):
        text = heading.text(limit=_MAX_TITLE)
        if not text or _key(text) in keys:
            continue
        headline, score = _judge(heading, text, heads, sites)
        if score > best_score:
            best, best_score = headline, score
    if best_score:
        return best
    if not heads:
        return Headline("", "")
    return Headline(_bare(heads[0], sites), heads[0].origin)


def site_names(meta: Meta, linked: LinkedArticle) -> tuple[str, ...]:
    """What the page calls its site, best first; the host's name comes last."""
    names = [meta.values[name][0] for name in SITE if name in meta.values]
    names.append(linked.publisher)
    host = first(map(_host, (*meta.addresses, linked.url)))
    names.append(host)
    names += [label for label in host.split(".")[:-1] if len(label) > 3]
    return tuple(dict.fromkeys(name for name in names if name))


def without_site(title: str, sites: Iterable[str], *, guess: bool = False) -> str:
    """The title without the parts at its ends that name the site, or a rubric set off by a bar.

    With `guess`, a short last part is dropped too though nothing says that it is the site: right for the
    title element of a page, where the site's name is the rule.
    """
    spans = _parts(title)
    keys = {_key(site) for site in sites} - {""}
    low, high = 0, len(spans)
    while high - low > 1 and _is_foreign(
        title, spans[high - 1], title[spans[high - 2][1] : spans[high - 1][0]], keys
    ):
        high -= 1
    while high - low > 1 and _is_foreign(title, spans[low], title[spans[low][1] : spans[low + 1][0]], keys):
        low += 1
    if guess and high - low == len(spans) > 1:
        before, after = title[: spans[-2][1]], title[spans[-1][0] :]
        sign = title[spans[-2][1] : spans[-1][0]]
        if (
            ":" not in sign
            and "_" not in sign
            and len(after.split()) <= _SHORT_TAIL
            and len(before.split()) >= 3
        ):
            return squeeze(before)
    return squeeze(title[spans[low][0] : spans[high - 1][1]])


def _is_foreign(title: str, span: tuple[int, int], sign: str, keys: set[str]) -> bool:
    """Whether the part of a title at `span`, divided from the rest by `sign`, is no part of the headline."""
    part = title[slice(*span)]
    return _names_site(part, keys) or ("|" in sign and fold(part) in _RUBRICS)


def _parts(title: str) -> list[tuple[int, int]]:
    """Where the parts of a title between separators start and end."""
    spans, at = [], 0
    for match in _SEPARATOR.finditer(title):
        if match.start() > at:
            spans.append((at, match.start()))
        at = match.end()
    if at < len(title) or not spans:
        spans.append((at, len(title)))
    return spans


def _head_titles(parsed: Parsed, meta: Meta, linked: LinkedArticle) -> Iterator[Headline]:
    for name, values in meta.of(TITLE):
        yield Headline(values[0][:_MAX_TITLE], f"meta {name}")
    if linked.headline:
        yield Headline(linked.headline[:_MAX_TITLE], "json-ld headline")
    for element in parsed.named["title"][:1]:
        if text := element.text(limit=_MAX_TITLE):
            yield Headline(text, _TITLE_ELEMENT)


def _judge(heading: Node, text: str, heads: list[Headline], sites: tuple[str, ...]) -> tuple[Headline, int]:
    """How likely a heading is the headline, 0 to 6, and the text to take for it."""
    text = without_site(text.rstrip("¶#§ "), ())
    key, main, away = (
        fold(text),
        heading.name == "h1",
        any(map(leads_elsewhere, (heading, *heading.ancestors()))),
    )
    bares = [_bare(head, sites) for head in heads]
    for head, bare in zip(heads, bares, strict=True):
        rubric = key.removesuffix(fold(bare))
        if main and not away and rubric != key and 0 < len(rubric.split()) <= _RUBRIC_WORDS:
            return Headline(bare, head.origin), 6
    for head, bare in zip(heads, bares, strict=True):
        if key == fold(bare):
            return Headline(
                bare if len(bare) < len(text) else text, f"{heading.name}, as {head.origin}"
            ), 3 if away else 6 if main else 4
    if away:
        return Headline("", ""), 0
    held = []
    for head, bare in zip(heads, map(fold, bares), strict=True):
        if key in bare or (key in fold(head.text) and len(key) > len(bare)):  # a part cut off is the site's
            held.append(bare)
    if held:
        enough = any(len(key) >= _MIN_AGREEMENT * len(bare) for bare in held)
        return Headline(text, heading.name), (5 if main else 3) if enough else 0
    labelled = bool(_HEADLINE_LABEL.search(heading.label))
    long_enough = len(key.split()) >= 3 or (not key.isascii() and len(key) >= 10)
    return Headline(text, heading.name), 2 if main and long_enough and (labelled or not heads) else 0


def _bare(head: Headline, sites: tuple[str, ...]) -> str:
    return without_site(head.text, sites, guess=head.origin == _TITLE_ELEMENT)


def _host(url: str) -> str:
    try:
        return urlsplit(url).hostname or ""
    except ValueError:
        return ""


def _key(text: str) -> str:
    return fold(text).replace(" ", "")


def _names_site(part: str, keys: set[str]) -> bool:
    key = _key(part)
    if not key or key in keys:
        return True
    return len(key) > 3 and any(
        key in site or (len(site) > 3 and site in key and 2 * len(site) >= len(key)) for site in keys
    )
