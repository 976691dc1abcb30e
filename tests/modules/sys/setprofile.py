# host only: the LX106 does not trace
# sys.setprofile: calls and returns, of C functions too.
import sys

log = []


def profiler(frame, event, arg):
    if event.startswith('c_'):
        arg = arg.__name__
    log.append((frame.f_code.co_name, event, arg))


def show(f):
    log.clear()
    sys.setprofile(profiler)
    try:
        f()
    except Exception as e:
        sys.setprofile(None)
        print('raised', repr(e))
    sys.setprofile(None)
    print(f.__name__)
    for row in log:
        if row[0] != 'show':
            print('  ', *row)


def add(a, b=1):
    return a + b


def natives():
    x = len('abc')
    x = [3, 1].index(1)
    x = sorted([2, 1], key=add)
    x = max(1, 2, key=add)
    x = 'a'.join(['b'])
    x = 'abc'.encode(encoding='utf-8')
    x = len(*['abc'])
    f = [].append
    f(1)
    return x


def fails():
    try:
        ord('abc')
    except TypeError:
        pass
    [].index(3)


def generator():
    yield 1
    yield 2


def uses():
    for i in generator():
        add(i)


def thrown():
    g = generator()
    next(g)
    g.close()


for f in add, natives, fails, uses, thrown:
    if f is add:
        def f(): return add(1)
    show(f)

sys.setprofile(profiler)
print(sys.getprofile() is profiler)
sys.setprofile(None)
print(sys.getprofile())


def bad(frame, event, arg):
    raise ValueError(event)


def calls():
    return add(1)


sys.setprofile(bad)
try:
    calls()
except ValueError as e:
    print(e, sys.getprofile())
