# host only: the LX106 does not trace
# sys.settrace: what is told of calls, lines, returns and exceptions.
import sys

log = []
wanted = ('call', 'line', 'return', 'exception')


def tracer(frame, event, arg):
    if event == 'exception':
        arg = arg[0].__name__, type(arg[1]).__name__, arg[2].tb_frame is frame
    if 'iter' in repr(arg):
        arg = 'iterator'
    if event in wanted:
        log.append((frame.f_code.co_name, event, frame.f_lineno - base, arg))
    return tracer


def show(f, *args):
    global base
    base = f.__code__.co_firstlineno
    log.clear()
    sys.settrace(tracer)
    try:
        f(*args)
    except Exception as e:
        sys.settrace(None)
        print('raised', repr(e))
    sys.settrace(None)
    print(f.__name__)
    for row in log:
        if row[0] != 'show':
            print('  ', *row)


def simple(a=1):
    b = a
    return b


def loops():
    for i in range(2):
        x = i
    while x < 3:
        x += 1
    else:
        x = 0
    for i in 'ab': x = 1; x = 2
    return x


def branches(n=0):
    if n:
        n = 3
    elif n == 0:
        n = 1
    else:
        n = 2
    return n


def generator():
    yield 1
    x = yield 2
    return 3


def uses():
    g = generator()
    next(g)
    g.send(None)
    g.close()


def operators():
    class A:
        def __add__(self, o):
            return NotImplemented

        def __radd__(self, o):
            return 1

        def __lt__(self, o):
            return True

        def __iter__(self):
            it = iter([1])
            return it

        def __init__(self):
            self.x = 1
    a = A()
    1 + a
    if a < a:
        x = 1
    x = list(a)
    x = sorted([a, a])
    return len(x)


def recursive(n=3):
    if n:
        return recursive(n - 1)
    return 0


for f in simple, loops, branches, recursive:
    show(f)

# Statements without an instruction of their own (try, pass, a name alone) are no lines here.
wanted = 'call', 'return', 'exception'


def raises():
    try:
        1 / 0
    except ZeroDivisionError as e:
        y = 1
    finally:
        y = 2
    raise ValueError


def calls():
    simple(2)
    try:
        raises()
    except ValueError:
        return 3


def thrown():
    g = generator()
    next(g)
    try:
        g.throw(KeyError)
    except KeyError:
        pass
    g = generator()
    next(g)
    g.close()


def delegates():
    return (yield from generator())


def outer():
    return list(map(str, delegates2()))


def delegates2():
    yield from [1, 2]


def withs():
    class C:
        def __enter__(self):
            return 1

        def __exit__(self, *a):
            return True
    with C() as c:
        x = 1
    with C() as c:
        raise KeyError
    return 1


def module():
    exec(compile('x = 1\ny = 2\n', 'm', 'exec'), {})


async def co():
    return 1


def runs():
    try:
        co().send(None)
    except StopIteration as e:
        return e.value


for f in raises, calls, thrown, outer, withs, module, operators, runs, uses:
    show(f)

print('--- local functions')


def once(frame, event, arg):
    log.append((event, frame.f_lineno - frame.f_code.co_firstlineno))
    if event == 'call':
        return other


def other(frame, event, arg):
    log.append(('other', event, frame.f_lineno - frame.f_code.co_firstlineno))
    return None


log.clear()
sys.settrace(once)
print(sys.gettrace() is once)
simple()
sys.settrace(None)
print(sys.gettrace(), log)


def calls_only(frame, event, arg):
    log.append((event, frame.f_code.co_name))


log.clear()
sys.settrace(calls_only)
branches()
simple()
sys.settrace(None)
print(log)


def lineless(frame, event, arg):
    frame.f_trace_lines = False
    log.append(event)
    return lineless


log.clear()
sys.settrace(lineless)
simple()
sys.settrace(None)
print(log)

print('--- a frame that already ran')


def running():
    sys.settrace(lambda *args: None)
    sys._getframe().f_trace = other
    x = 1
    sys.settrace(None)


log.clear()
running()
print(log)

print('--- a function that raises')
for when in wanted + ('line',):
    def bad(frame, event, arg):
        if event == when:
            raise RuntimeError(event)
        return bad

    def victim(fail):
        x = 1
        if fail:
            raise KeyError
    sys.settrace(bad)
    try:
        victim(when == 'exception')
    except RuntimeError as e:
        print(when, e, sys.gettrace())
    else:
        print('nothing', when)
    sys.settrace(None)

print('--- locals')


def variables(frame, event, arg):
    if frame.f_code.co_name == 'simple':
        print(event, sorted(frame.f_locals.items()))
    return variables


sys.settrace(variables)
simple(5)
sys.settrace(None)
