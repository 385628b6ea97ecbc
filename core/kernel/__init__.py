"""What Django lacks here: clock, calendar, dated rules, state machines, scope, refusals, encryption.

No models, and no import of any room.
"""
