"""Front matter: rules on the texts that stand above an article, such as its title."""
