"""The version of the reading rules.

It changes with every change of what is read in a text, so that a change that a person decided comes back only where
the text or the rules did, and a replay can show what the new rules read differently.
"""

EXTRACTOR_VERSION = "1"
