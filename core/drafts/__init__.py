"""What somebody is still typing, kept on the server: encrypted, for its writer only, until it is sent or 30 days old."""
