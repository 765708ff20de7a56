"""The larger commands, from their options to their answers: one module each."""
