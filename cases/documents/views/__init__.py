"""Which page, which verb: the documents of a case, and its letters."""
