"""A report is one model (:mod:`onedoor_ledger.reporting.model`) carried to Excel, text, JSON, terminal and Fava."""
