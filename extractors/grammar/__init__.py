"""The grammar of figures: small readers over the tokens of a text, each knowing one kind of phrase."""
