"""The förbund's year as figures: contributions, measures, budget, forecast, equity."""
