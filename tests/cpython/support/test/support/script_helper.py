"""Tests that start another interpreter are skipped: their command lines are CPython's."""
import unittest


def _skip(*args, **kwargs):
    raise unittest.SkipTest('starts a CPython')


assert_python_ok = assert_python_failure = spawn_python = kill_python = run_python_until_end = _skip
make_script = make_pkg = make_zip_script = make_zip_pkg = run_test_script = _skip


def interpreter_requires_environment():
    return False
