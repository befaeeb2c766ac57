"""``onedoor fold``: rows of persons into counts and sums, on a party's own machine, needing no workspace.

Only the standard library, ``formats`` and ``privacy``; a workbook also needs python-calamine. The förbund's own rule
is the other half: a file with persons is refused there (domain.md section 6).
"""
