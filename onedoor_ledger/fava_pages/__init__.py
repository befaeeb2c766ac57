"""Our pages in Fava: a thin door."""
