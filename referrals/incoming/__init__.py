"""What other offices ask of us for a child: a request comes in, is answered, and ends in an intake with its papers."""
