"""The commands. Each takes its options, calls one public verb and prints the result."""
