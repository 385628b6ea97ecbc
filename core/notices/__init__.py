"""A message owed to a person: in-app at once, by digest mail once a day, never with a name or a case type."""
