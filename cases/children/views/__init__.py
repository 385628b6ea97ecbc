"""The children's screens: search before writing down, the child's page, and changing it."""
