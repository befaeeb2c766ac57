"""The bank's messages in ISO 20022 XML: camt.053 (statement) and camt.054 (notification), .02, .03, .04 and .08."""

from __future__ import annotations

import re

from lxml import etree

from onedoor_ledger.formats import xml
from onedoor_ledger.formats.iso20022.errors import NotCamtError
from onedoor_ledger.formats.iso20022.node import Node
from onedoor_ledger.formats.iso20022.statement import notification, statement
from onedoor_ledger.formats.records import BankStatement

NAMESPACE = re.compile(r"urn:iso:std:iso:20022:tech:xsd:camt\.05([34])\.001\.0[2348]", re.ASCII)


def read(content: bytes, name: str) -> tuple[BankStatement, ...]:
    """The statements or notifications of a file, amounts in signed öre, in to the account positive.

    Pending entries are left out.

    Raises:
        NotCamtError: when it is another message or version, or has no statement and no notification.
        CamtFieldError: on a missing or unreadable amount, sign, status or date.
        UserError: what :func:`onedoor_ledger.formats.xml.parse` raises.
    """
    root = xml.parse(content, name)
    tag = etree.QName(root)
    message = NAMESPACE.fullmatch(tag.namespace or "")
    if tag.localname != "Document" or message is None:
        raise NotCamtError(name, (tag.namespace or tag.localname).rpartition(":")[2])
    read_one, path = (
        (statement, "BkToCstmrStmt/Stmt") if message[1] == "3" else (notification, "BkToCstmrDbtCdtNtfctn/Ntfctn")
    )
    found = tuple(read_one(node) for node in Node(root, name).all(path))
    if not found:
        raise NotCamtError(name, path.partition("/")[0])
    return found
