"""The registry: who the child is, which papers they hold, their family, and who looked at their data."""
