"""The sheets of the board's report, one module each: the same report becomes a workbook, a text and a Fava page."""
