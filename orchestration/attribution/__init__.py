"""Credit that SQL cannot share out: the removal effect of a Markov chain."""
