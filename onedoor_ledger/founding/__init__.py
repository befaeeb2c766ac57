"""A new förbund: its folders, rules, chart and repository, empty or moved in from SIE 4."""
