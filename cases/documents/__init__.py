"""What was handed over on paper or as a photograph, kept encrypted and served only to those who may see the case."""
