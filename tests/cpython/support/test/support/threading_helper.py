"""Tests with threads are skipped."""
import unittest

can_start_thread = False


def requires_working_threading(*, module=False):
    if module:
        raise unittest.SkipTest('needs threads')
    return unittest.skip('needs threads')


def threading_setup():
    return ()


def threading_cleanup(*args):
    pass


def reap_threads(func):
    return func


def _skip(*args, **kwargs):
    raise unittest.SkipTest('needs threads')


start_threads = join_thread = wait_threads_exit = catch_threading_exception = _skip
