"""What all tests share."""

import os

from hypothesis import settings

# Examples are the same on every run, so that a red suite stays red; no test is judged by the clock of a busy machine.
# HYPOTHESIS_PROFILE=search looks for new counterexamples.
settings.register_profile("suite", deadline=None, derandomize=True, max_examples=60)
settings.register_profile("search", deadline=None, max_examples=2000)
settings.load_profile(os.environ.get("HYPOTHESIS_PROFILE", "suite"))
