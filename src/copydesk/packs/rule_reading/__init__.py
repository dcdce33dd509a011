"""Rule reading: read what stands in a rule file and in the tables beside it, and say where a mistake stands."""
