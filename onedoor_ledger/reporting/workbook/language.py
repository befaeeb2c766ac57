"""The document's language, which XlsxWriter has no word for: screen readers choose their voice by it."""

from __future__ import annotations

import io
import zipfile

_CORE, _END = "docProps/core.xml", "</cp:coreProperties>"


def with_language(content: bytes, language: str) -> bytes:
    """The workbook ``content`` with ``language`` (``sv-SE``) among its core properties; all else as it was."""
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(content)) as old, zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as new:
        for part in old.infolist():
            data = old.read(part)
            if part.filename == _CORE:
                data = data.decode().replace(_END, f"<dc:language>{language}</dc:language>{_END}").encode()
            new.writestr(part, data)
    return out.getvalue()
