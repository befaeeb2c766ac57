"""ISO 20022 bank messages: the element walker, entries, and payments inside entries."""
