"""Which hash functions there are."""
import functools
import unittest


def requires_hashdigest(digestname, openssl=None, usedforsecurity=True):
    """Skips a test, or all tests of a class, if the function is not there."""
    def decorate(test):
        def check():
            import hashlib
            try:
                hashlib.new(digestname)
            except ValueError:
                raise unittest.SkipTest('hash digest %r is not available.' % digestname) from None
        if isinstance(test, type):
            set_up = test.setUpClass
            def checked(cls):
                check()
                return set_up.__func__(cls)
            test.setUpClass = classmethod(checked)
            return test

        @functools.wraps(test)
        def wrapper(*args, **kwargs):
            check()
            return test(*args, **kwargs)
        return wrapper
    return decorate
