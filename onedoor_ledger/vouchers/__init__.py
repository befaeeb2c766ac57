"""Vouchers: their text, their numbers, and the one writer that puts them in the books."""
