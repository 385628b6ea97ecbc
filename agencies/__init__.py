"""Who we are, what we promised each other, what we owe.

directory: agencies, regions, services · people: users, memberships, sign-in · obligations: the one clock ·
agreements: MoU and their promises.
"""
