"""The probability of an opportunity: learnt, judged on later days, and told with its measures."""
