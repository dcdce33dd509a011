"""The whole text: changes that are read from the capitals of any script: acronyms, headlines, linked names, cases."""
