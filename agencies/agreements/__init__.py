"""What agencies promised each other: MoU and their kin, parties, validity, services covered, answer times."""
