"""Costs the parties share: keys, allocation, settlement."""
