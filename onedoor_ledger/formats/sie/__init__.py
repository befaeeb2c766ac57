"""SIE 4 read in three steps: bytes to records, records to values, values checked against each other."""
