"""What every file that comes in goes through, whichever room keeps it: looked at, scanned, kept in a storage."""
