"""A believable company from one seed, and its bad days, in the generic input format."""
