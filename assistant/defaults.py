"""Measured defaults that the settings name too."""

PASSAGE_WORDS = 120
"""The section that answers 415 questions on seven manuals is found first for 95.4 % with 60 words, 94.9 % with 120
and 94.9 % with 240; 60 makes the index 1.7 times as large."""
