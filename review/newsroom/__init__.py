"""The sample newsroom of the demo: four invented outlets, served over real HTTP on the loopback, in two editions."""
