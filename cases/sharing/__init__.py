"""Who may see a case, and why: one table of access rows, written by one service, read by ORM and database alike."""
