"""What CPython's own tests import that is no part of a program: see tools/cpython.py."""
