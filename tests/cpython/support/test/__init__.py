"""The package test: support is ours, the tests are Debian's."""
import sys

__path__.append(sys.cpython_tests)
