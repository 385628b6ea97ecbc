"""Which page, which verb: the sender's screens, the receiver's, and the lists of both."""
