# send, throw, close, return values, delegation, cleanup.
def g():
    try:
        x = yield 1
        print("got", x)
        try:
            y = yield 2
        except ValueError as e:
            print("caught", e)
            y = "thrown"
        print("y", y)
        yield 3
        return "done"
    finally:
        print("cleanup")
it = g()
print(next(it), it.send("a"), it.throw(ValueError("v")))
try: next(it)
except StopIteration as e: print("stop", e.value)
print(next(it, "default"))
it = g(); next(it); it.close(); it.close()
it = g()
try: it.send(1)
except TypeError as e: print(e)
def inner():
    r = []
    while True:
        try: v = yield len(r)
        except KeyError: v = "key"
        if v is None: return r
        r.append(v)
def outer():
    got = yield from inner()
    print("inner gave", got)
    got = yield from [10, 20]
    print(got)
    yield from (x for x in "ab")
o = outer()
print(next(o), o.send("p"), o.throw(KeyError()), o.gi_yieldfrom is not None)
print(list(o))
def stop(): yield 1; raise StopIteration("x")
try: list(stop())
except RuntimeError as e: print(e, repr(e.__cause__))
def ignore():
    try: yield
    except GeneratorExit: yield
it = ignore(); next(it)
try: it.close()
except RuntimeError as e: print(e)
def selfrun():
    yield next(me)
me = selfrun()
try: next(me)
except ValueError as e: print(e)
def fib():
    a, b = 0, 1
    while True: yield a; a, b = b, a + b
out = []
for x in fib():
    if x > 100: break
    out.append(x)
print(out, sum(x * x for x in range(10)), list(y for x in range(3) for y in range(x)))
def deep(n):
    if n: yield from deep(n - 1)
    yield n
print(sum(deep(30)), type(deep(1)).__name__, deep(1).__name__)
def handled():
    try: 1 / 0
    except ZeroDivisionError:
        yield "in"
    yield "out"
try: raise KeyError("outer")
except KeyError:
    h = handled(); print(next(h), next(h))
    try: raise
    except KeyError as e: print("still", e)
def args(*a, k=1, **kw): yield a; yield k; yield kw
print(list(args(1, 2, k=3, z=4)))
