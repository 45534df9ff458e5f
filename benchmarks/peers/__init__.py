"""Published readers of quantities, each in an environment of its own, measured by the same hand as our own."""
