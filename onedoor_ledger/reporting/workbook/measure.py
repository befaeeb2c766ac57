"""How wide a text is and where it is folded, without a screen to measure on.

Widths are those of Arial (and of its metric twin Liberation Sans) to within a few per cent, a little on the wide side.
"""

from __future__ import annotations

PIXELS_PER_POINT = 96 / 72
_EMS = {
    **dict.fromkeys("ijl", 0.225),
    **dict.fromkeys("tfrI.,:;|!'()[]-/ \u00a0", 0.29),
    **dict.fromkeys("cksvxyzJ", 0.51),
    **dict.fromkeys("mM", 0.84),
    **dict.fromkeys("wWO@Q", 0.78),
    **dict.fromkeys("%—", 0.95),
}
_CAPITAL, _OTHER, _BOLD = 0.69, 0.56, 1.07


def text_px(text: str, points: float = 10, *, bold: bool = False) -> int:
    """Pixels ``text`` takes at a hundred per cent."""
    em = sum(_EMS.get(letter, _CAPITAL if letter.isupper() else _OTHER) for letter in text)
    return int(em * points * PIXELS_PER_POINT * (_BOLD if bold else 1.0)) + 1


def folded(text: str, width: int, points: float = 10, *, bold: bool = False) -> list[str]:
    """``text`` folded between words into lines of at most ``width`` pixels; a longer word stands alone."""
    lines: list[str] = []
    for paragraph in text.split("\n"):
        line = ""
        for word in paragraph.split(" "):
            longer = f"{line} {word}" if line else word
            if line and text_px(longer, points, bold=bold) > width:
                lines.append(line)
                line = word
            else:
                line = longer
        lines.append(line)
    return lines
