"""The one clock: who owes what, by when, by which rule.

Each room calls `owe` when a duty begins and `settle` in the transaction of the act that fulfils it.  Home, boards,
reminders, escalation and "may this case close?" read this one table, so they can never disagree.
"""
