"""The pages on which consent and legal basis are written down, decided and taken back; the rows are sharing's."""
