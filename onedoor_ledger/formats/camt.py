"""camt.053, the bank's account statement in ISO 20022 XML, versions .02, .03, .04 and .08."""

from __future__ import annotations

import re

from lxml import etree

from onedoor_ledger.formats import xml
from onedoor_ledger.formats.iso20022.errors import NotCamtError
from onedoor_ledger.formats.iso20022.node import Node
from onedoor_ledger.formats.iso20022.statement import statement
from onedoor_ledger.formats.records import BankStatement

NAMESPACE = re.compile(r"urn:iso:std:iso:20022:tech:xsd:camt\.053\.001\.0[2348]", re.ASCII)


def read(content: bytes, name: str) -> tuple[BankStatement, ...]:
    """The statements of a file, amounts in signed öre, in to the account positive; pending entries are left out.

    Raises:
        NotCamtError: when it is another message or version, or has no statement.
        CamtFieldError: on a missing or unreadable amount, sign, status or date.
        UserError: what :func:`onedoor_ledger.formats.xml.parse` raises.
    """
    root = xml.parse(content, name)
    tag = etree.QName(root)
    if tag.localname != "Document" or NAMESPACE.fullmatch(tag.namespace or "") is None:
        raise NotCamtError(name, (tag.namespace or tag.localname).rpartition(":")[2])
    found = tuple(statement(node) for node in Node(root, name).all("BkToCstmrStmt/Stmt"))
    if not found:
        raise NotCamtError(name, "BkToCstmrStmt")
    return found
