"""The pages of coordination visits; whoever takes part reads them, the agency that keeps the minutes changes them."""
