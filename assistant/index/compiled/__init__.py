"""The parts of ``index.fast`` that numba compiles into one piece of code."""
