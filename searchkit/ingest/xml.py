"""XML, parsed so that it can neither reach out nor blow up. The only place that imports lxml."""

from __future__ import annotations

from typing import TYPE_CHECKING

from .base import ReadError

if TYPE_CHECKING:
    from lxml.etree import _Element


def parse_xml(data: bytes) -> _Element:
    """The root element; small mistakes are mended. Raises ReadError for what is not XML.

    Entities are not expanded, nothing is fetched, and libxml2's limits on depth and size stay on.
    """
    from lxml import etree

    parser = etree.XMLParser(
        resolve_entities=False, no_network=True, load_dtd=False, huge_tree=False, recover=True
    )
    try:
        root = etree.fromstring(data, parser)
    except etree.XMLSyntaxError as error:
        raise ReadError("not XML") from error
    if root is None:
        raise ReadError("not XML")
    return root


def local_name(element: _Element) -> str:
    """The name of an element without its namespace, in lower case; empty for comments and the like."""
    tag = element.tag
    return tag.rpartition("}")[2].lower() if isinstance(tag, str) else ""


def text_of(element: _Element) -> str:
    """All text inside an element."""
    return "".join(element.itertext()).strip()


def serialised(element: _Element) -> str:
    """The element as markup."""
    from lxml import etree

    return str(etree.tostring(element, encoding="unicode", with_tail=False))
