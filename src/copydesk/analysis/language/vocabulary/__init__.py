"""What is known of the words of a language beyond the commonest: rare ones, their forms, and those often meant."""
