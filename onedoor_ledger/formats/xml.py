"""XML parsed so that it cannot reach out, expand or exhaust: no DTD, no entities, no network, bounded size."""

from __future__ import annotations

import re

from lxml import etree

from onedoor_ledger.formats.errors import WebPageError, XmlDoctypeError, XmlError
from onedoor_ledger.formats.limits import check_size

_UTF8_BOM = b"\xef\xbb\xbf"


def parse(content: bytes, name: str) -> etree._Element:
    """The root of an XML document; a byte order mark or white space before the declaration is tolerated.

    Raises:
        XmlDoctypeError: when it declares a document type.
        WebPageError: when it is HTML.
        XmlError: when it is not well-formed.
        FileTooLargeError: when it is too large.
    """
    check_size(content, name)
    body = content.removeprefix(_UTF8_BOM).lstrip(b" \t\r\n")
    head = body[:2000].lower()
    if head.startswith((b"<!doctype html", b"<html")):
        raise WebPageError(name)
    if re.search(rb"<!\s*(?:DOCTYPE|ENTITY)", body, re.IGNORECASE):
        raise XmlDoctypeError(name)
    parser = etree.XMLParser(
        resolve_entities=False,
        no_network=True,
        load_dtd=False,
        dtd_validation=False,
        huge_tree=False,
        remove_comments=True,
        remove_pis=True,
        recover=False,
    )
    try:
        root = etree.fromstring(body, parser)
    except (etree.XMLSyntaxError, ValueError) as error:
        raise XmlError(name, getattr(error, "lineno", None)) from None
    # Encodings other than ASCII's supersets hide a document type from the search above.
    if root.getroottree().docinfo.internalDTD is not None:
        raise XmlDoctypeError(name)
    return root
