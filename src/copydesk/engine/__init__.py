"""Engine: a document and its rules → findings."""
