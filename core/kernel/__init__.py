"""What Django lacks here: clock, calendar, dated rules, state machines, scope, refusals, base screens and forms.

No models, and no import of any room.
"""
