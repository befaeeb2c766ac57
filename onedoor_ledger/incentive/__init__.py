"""Relief per purse, cost shifting, uncertainty, side payments and ways to organise a front door (methods.md 3-4)."""
