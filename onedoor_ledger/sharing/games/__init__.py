"""Cooperative second opinions on a table of coalition costs: beside the agreed key, never booked.

Formulas and conventions: methods.md section 1. Exact rationals throughout.
"""
