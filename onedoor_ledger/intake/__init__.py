"""From files that arrived to vouchers that wait: recognise, match, accrue; nothing is written here."""
