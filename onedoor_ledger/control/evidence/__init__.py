"""Booked vouchers against the source documents they were made from, read again."""
