"""Importing in tests."""
import sys
import unittest


def import_module(name, deprecated=False, *, required_on=()):
    try:
        __import__(name)
    except ImportError as e:
        raise unittest.SkipTest(str(e))
    return sys.modules[name]


def import_fresh_module(name, fresh=(), blocked=(), deprecated=False):
    """The module imported again; None, and the test skips, when it cannot be. There is one implementation of each
    module: one of C in `fresh` may be missing, and one that is blocked is that of `name` or not there."""
    names = (name,) + tuple(fresh)
    before = {}
    for key in list(sys.modules):
        if key in names or key in blocked or key.startswith(name + '.'):
            before[key] = sys.modules.pop(key)
    try:
        for key in blocked:
            sys.modules[key] = None
        for key in names:
            try:
                __import__(key)
            except ImportError:
                if key.startswith('_'):
                    continue
                # What is blocked may be a part without which there is no such module here.
                for one in blocked:
                    sys.modules.pop(one, None)
                try:
                    __import__(key)
                except ImportError:
                    return None
        return sys.modules[name]
    finally:
        for key in names + tuple(blocked):
            sys.modules.pop(key, None)
        sys.modules.update(before)


def unload(name):
    sys.modules.pop(name, None)


forget = unload


def make_legacy_pyc(source):
    raise unittest.SkipTest('there are no .pyc files')


class CleanImport:
    def __init__(self, *names, usefrozen=False):
        self.names = names

    def __enter__(self):
        self.before = dict(sys.modules)
        for name in self.names:
            sys.modules.pop(name, None)
        return self

    def __exit__(self, *exc):
        sys.modules.update(self.before)


class DirsOnSysPath:
    def __init__(self, *paths):
        self.paths = paths

    def __enter__(self):
        self.before = sys.path[:]
        sys.path.extend(self.paths)
        return self

    def __exit__(self, *exc):
        sys.path[:] = self.before


def modules_setup():
    return (dict(sys.modules),)


def modules_cleanup(before):
    sys.modules.clear()
    sys.modules.update(before)
