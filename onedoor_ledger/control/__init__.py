"""What must hold: invariants over books and rules. Knows nothing of presentation."""
