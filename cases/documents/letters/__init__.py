"""The letters of the house: what each kind says and how it is filled from the record; Indonesian only."""
