"""The report as a workbook: styles, numbers, grids, charts, the generic sheet and the first page."""
