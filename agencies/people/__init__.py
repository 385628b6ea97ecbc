"""Users, their dated memberships and roles, sign-in, leave, and the handover of a departing worker."""
