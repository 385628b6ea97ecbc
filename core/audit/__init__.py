"""The append-only record of every act and every read of a child's file.

Written in the same transaction as what it records; no UPDATE, DELETE or TRUNCATE, for anybody.
It holds ids, codes and choice values, never names or free text, and no foreign keys: it survives what it tells of.
"""
