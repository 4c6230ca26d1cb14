"""The parts of ``index.fast`` that numba compiles into one piece of code.

What is compiled is kept by the time of ``fast.py``: whoever changes a part touches that file. It is called with what
it was compiled for, and nothing checks types or that a place is inside an array; ``NUMBA_BOUNDSCHECK=1`` does.
"""
