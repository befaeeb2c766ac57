"""The three ledgers read as one :class:`~onedoor_ledger.books.model.Books`."""
