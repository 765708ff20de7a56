"""What a page calls its site, and titles without that name."""

from __future__ import annotations

import re
from collections.abc import Iterable
from itertools import chain, islice, pairwise
from urllib.parse import urlsplit

from .jsonld import LinkedArticle
from .meta import SITE, Meta
from .soup import Parsed
from .tree import Node, first, fold, listed, squeeze

_SEPARATOR = re.compile(r"\s+(?:[|«»‹›·•–—-]|::|<|>)\s+|\s*\|\s*|:\s+|_")
_IN_BRACKETS = re.compile(r"(?<=\S)\s?(?:\[([^][()]{1,60})\]|\(([^][()]{1,60})\))$")
_RUBRICS = frozenset(
    listed(
        "opinion editorial analysis commentary review exclusive video watch live breaking news"
        " podcast letter letters column perspective interview feature explainer blog article"
    )
)
_MEDIA = frozenset(
    listed("video videos watch listen photo photos pictures gallery audio podcast infographic")
)
_HOME = frozenset(
    ("home", "home page", "homepage", "start", "startseite", "accueil", "inicio", "index", "logo")
)
_LOGO = re.compile(r"\s+logo$", re.IGNORECASE)
_SHORT_TAIL = 4  # words after the last bar or dash that are more likely a site than a part of the headline
_MAX_HEADINGS = 10
_MAX_NAME, _MAX_TITLE = 60, 600  # characters


def site_names(parsed: Parsed, meta: Meta, linked: LinkedArticle) -> tuple[str, ...]:
    """What the page calls its site, best first; the host's name comes last."""
    names = [meta.values[name][0] for name in SITE if name in meta.values]
    names.append(linked.publisher)
    if not any(names):
        names.append(home_name(parsed))
    host = first(map(_host, (*meta.addresses, linked.url)))
    names.append(host)
    names += [label for label in host.split(".")[:-1] if len(label) > 3]
    return tuple(dict.fromkeys(name for name in names if name))


def home_name(parsed: Parsed) -> str:
    """The text of a link that leads to the home page, by which the page names its site; empty if there is none.

    That is one marked as such, in a heading, or with a text that the page's title ends or begins with too.
    """
    title = "".join(element.text(limit=_MAX_TITLE) for element in parsed.named["title"][:1])
    spans = _parts(title)
    ends = {site_key(title[slice(*span)]) for span in (spans[0], spans[-1])}
    others = (_link_text(node) for node in parsed.root.walk() if _leads_home(node))
    in_title = (name for name in others if name and site_key(name) in ends)
    return first(chain(map(_link_text, _marked_links(parsed)), in_title))


def home_picture(parsed: Parsed) -> str:
    """What a picture shows that leads to the home page: the name of the site, but not always as it is written.

    An advertisement leads to the home page of another site, so the address has to be one within the site.
    """
    own = (
        node for node in parsed.root.walk() if node.name == "a" and node.attrs.get("href", "").strip() == "/"
    )
    links = chain(_marked_links(parsed), islice(own, _MAX_HEADINGS))
    pictures = (node for link in links for node in link.walk() if node.name == "img")
    return first(_name(_LOGO.sub("", squeeze(node.attrs.get("alt", "")))) for node in pictures)


def _marked_links(parsed: Parsed) -> list[Node]:
    """The links marked as leading to the home page, and those in headings that do."""
    headings = parsed.named["h1"][:_MAX_HEADINGS]
    in_headings = (node for heading in headings for node in heading.walk() if _leads_home(node))
    return [*parsed.home[:_MAX_HEADINGS], *islice(in_headings, _MAX_HEADINGS)]


def without_site(title: str, sites: Iterable[str], *, guess: bool = False) -> str:
    """The title without the parts at its ends that name the site, or a rubric set off by a bar.

    With `guess`, a short last part is dropped too though nothing says that it is the site: right for the
    title element of a page, where the site's name is the rule.
    """
    keys = {site_key(site) for site in sites} - {""}
    spans = _parts(title)
    signs = [title[end:start] for (_, end), (start, _) in pairwise(spans)]
    low, high = 0, len(spans)
    while high - low > 1 and _is_foreign(title[slice(*spans[high - 1])], signs[high - 2], keys):
        high -= 1
    while high - low > 1 and _is_foreign(title[slice(*spans[low])], signs[low], keys):
        low += 1
    for at in range(low + 1, high):  # after the site's own name comes its motto
        if "|" in signs[at - 1] and site_key(title[slice(*spans[at])]) in keys:
            high = at
            break
    if guess and high - low == len(spans) > 1:
        before, after = title[: spans[-2][1]], title[spans[-1][0] :]
        is_short = len(after.split()) <= _SHORT_TAIL and len(before.split()) >= 3
        if is_short and ":" not in signs[-1] and "_" not in signs[-1]:
            return squeeze(before)
    return _without_brackets(squeeze(title[spans[low][0] : spans[high - 1][1]]), keys)


def title_parts(title: str) -> list[str]:
    """The parts of a title between separators."""
    return [title[slice(*span)] for span in _parts(title)]


def site_key(name: str) -> str:
    """A key to compare names of sites by: they stand with and without spaces."""
    return fold(name).replace(" ", "")


def _is_foreign(part: str, sign: str, keys: set[str]) -> bool:
    """Whether a part of a title, divided from the rest by `sign`, is no part of the headline."""
    if sign.strip() == ":":  # it divides headlines too, so only the whole name counts
        return site_key(part) in keys
    brackets = _IN_BRACKETS.search(part)
    return (
        _names_site(part, keys)
        or ("|" in sign and fold(part) in _RUBRICS)
        or (brackets is not None and _names_site(brackets[1] or brackets[2], keys))
    )


def _names_site(part: str, keys: set[str]) -> bool:
    key = site_key(part)
    if not key or key in keys:
        return True
    return len(key) > 3 and any(
        site.startswith(key)
        or site.endswith(key)
        or (len(site) > 3 and site in key and 2 * len(site) >= len(key))
        for site in keys
    )


def _without_brackets(title: str, keys: set[str]) -> str:
    """The title without brackets at its end that hold the name of the site, or nothing but "video"."""
    found = _IN_BRACKETS.search(title)
    inside = (found[1] or found[2]) if found else ""
    return title[: found.start()] if found and (fold(inside) in _MEDIA or site_key(inside) in keys) else title


def _parts(title: str) -> list[tuple[int, int]]:
    """Where the parts of a title between separators start and end."""
    spans, at = [], 0
    are_quotes = "«" in title and "»" in title
    for match in _SEPARATOR.finditer(title):
        if are_quotes and match[0].strip() in ("«", "»"):
            continue
        if match.start() > at:
            spans.append((at, match.start()))
        at = match.end()
    if at < len(title) or not spans:
        spans.append((at, len(title)))
    return spans


def _link_text(link: Node) -> str:
    return _name(link.text(limit=_MAX_NAME))


def _name(text: str) -> str:
    """The text if it may be the name of a site; empty if it is long or says "home"."""
    return text if len(text) <= _MAX_NAME and fold(text) not in _HOME else ""


def _leads_home(node: Node) -> bool:
    return node.name == "a" and _is_home(node.attrs.get("href", ""))


def _is_home(address: str) -> bool:
    try:
        parts = urlsplit(address.strip())
    except ValueError:
        return False
    return (
        not parts.query
        and not parts.fragment
        and (parts.path == "/" or (not parts.path and parts.netloc != ""))
    )


def _host(url: str) -> str:
    try:
        return urlsplit(url).hostname or ""
    except ValueError:
        return ""
