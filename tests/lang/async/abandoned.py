# Coroutines that nobody waited for, generators that nobody closed.
# host only: the module warnings
# not under stress: when the collector finds the dead
import gc, sys, warnings

log = []


def clean(*args):
    for i in range(50):
        [i] * 5
    gc.collect()


def finally_(name):
    try:
        yield name
        yield 0
    finally:
        log.append(name)


class Manager:
    def __enter__(self): return self
    def __exit__(self, *details): log.append(details[0].__name__)


def with_():
    with Manager():
        yield 1


def outer():
    yield from finally_('inner')


def stubborn():
    while True:
        try:
            yield 1
        except GeneratorExit:
            log.append('no')


async def main():
    pass


def start(f, *args):
    next(f(*args))


def make(f):
    f()


start(finally_, 'abandoned')
clean()
start(with_)
clean()
start(outer)
clean()
make(lambda: finally_('not begun'))
list(finally_('ended'))
clean()
print(log)
seen = []
sys.unraisablehook = lambda a: seen.append((type(a.exc_value).__name__, str(a.exc_value), type(a.object).__name__))
start(stubborn)
clean()
print(seen)
with warnings.catch_warnings(record=True) as told:
    warnings.simplefilter('always')
    make(main)
    clean()
    coroutine = main()
    coroutine.close()
    del coroutine
    clean()
    sys.set_coroutine_origin_tracking_depth(2)
    print(main().cr_origin[0][1:])
    clean()
    sys.set_coroutine_origin_tracking_depth(0)
for one in told:
    print(one.category.__name__, str(one.message).split(' (')[0].splitlines()[0])
try:
    sys.set_coroutine_origin_tracking_depth(-1)
except ValueError as e:
    print(e)
