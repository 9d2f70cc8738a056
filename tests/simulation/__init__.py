"""Companies whose truth is known, run through the real models of influence."""
