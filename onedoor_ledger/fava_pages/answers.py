"""Answers in the shape Fava's own scripts expect."""

from __future__ import annotations

from flask import Response, jsonify

from onedoor_ledger.fava_pages import ledgers


def success(data: object) -> Response:
    """What Fava's API answers when all went well; ``data`` is shown to the user where it is a sentence."""
    return jsonify({"data": data, "mtime": str(ledgers.current().mtime)})
