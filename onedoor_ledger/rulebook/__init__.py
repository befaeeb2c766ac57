"""The rulebook: ``rules/*.toml`` and ``importers/*.toml`` as typed, dated, sourced values."""
