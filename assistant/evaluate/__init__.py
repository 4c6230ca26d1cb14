"""Measuring on public data and on question suites."""
