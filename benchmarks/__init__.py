"""Measurements, run by hand: `python -m benchmarks.reading`. No tests: times depend on the machine."""
