"""Coordination visits: one office goes to see another, what they decide, and who does it until when."""
