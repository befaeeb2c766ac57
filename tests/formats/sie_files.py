"""Small SIE files for tests, written as a system would write them."""

from __future__ import annotations

HEAD = """\
#FLAGGA 0
#PROGRAM "Löneprogrammet" 7.1
#FORMAT PC8
#GEN 20260925 "ek"
#SIETYP 4
#FNAMN "Samordningsförbundet Norrådalen"
#ORGNR 222000-9993
"""
PAYROLL = (
    HEAD
    + """\
#DIM 1 Insats
#OBJEKT 1 I01 "Steget \\"fram\\""
#KONTO 5010 "Löner"
#VER "" "" 20260925 "Lön september" 20260925
{
\t#TRANS 5010 {1 I01 "20" "af"} 30000.00 20260925 "Månadslön"
\t#TRANS 1941 {} -30000
}
"""
)


def sie(text: str, encoding: str = "cp437") -> bytes:
    return text.replace("\n", "\r\n").encode(encoding)
