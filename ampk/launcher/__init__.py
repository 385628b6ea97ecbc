"""What `./start` and `./test` run: embedded engines for trying and testing, and a supervisor.

Pure standard library: it works before Django can.  Production uses its own PostgreSQL and Redis instead.
"""
