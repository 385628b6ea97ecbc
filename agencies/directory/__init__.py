"""Agencies of every kind, the regions of Indonesia, and the services each agency offers."""
