"""The treasurer's jobs, each one transaction: import, call, share, quarter. Both doors call these."""
