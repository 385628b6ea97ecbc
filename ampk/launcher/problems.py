class Problem(Exception):
    """A foreseen problem: its text says what is wrong and what to do."""
