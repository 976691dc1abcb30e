"""Names of builtins, and names that are bound twice or taken away: these cannot wait."""
import sys


def bin(x):
    return 'mine'


def twice():
    return 1


def twice():
    return 2


def gone():
    return 3


kept = gone
del gone

_counter = 0


def count():
    global _counter
    _counter += 1
    return _counter


START = count()


def use():
    return bin(5), twice(), kept(), sys.version_info[0]


try:
    import no_such_module_at_all
except ImportError:
    found = False
else:
    found = True
