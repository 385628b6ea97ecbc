"""What looks at everything: the day's work, search, the supervisor's board, the frame of every page."""
