"""What an auditor asks: what changed between two revisions, and where a figure comes from."""
