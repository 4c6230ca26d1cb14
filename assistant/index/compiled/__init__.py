"""The parts of ``index.fast`` that numba compiles into one piece of code.

What is compiled is kept by the time of ``fast.py``: whoever changes a part touches that file.
"""
