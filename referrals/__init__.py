"""One agency asks another, and hears what became of it: a closed loop from draft to confirmed outcome."""
