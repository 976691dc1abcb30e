import sys
def cur(): return repr(sys.exc_info()[1])
def g():
    print('a', cur())
    yield
    print('b', cur())
    try:
        raise KeyError('own')
    except KeyError:
        print('c', cur())
        yield
        print('d', cur())
        try: raise
        except KeyError as e: print('re', repr(e), repr(e.__context__))
    print('e', cur())
    yield
    try: raise IndexError
    except IndexError as e: print('ctx', repr(e.__context__))
    print('f', cur())
it = g()
try: 1/0
except ZeroDivisionError: next(it)
next(it)
try: raise ValueError(1)
except ValueError: next(it); print('out', cur())
try: raise ValueError(2)
except ValueError:
    for _ in it: pass
    print('out', cur())
print(cur())
def h():
    try:
        yield 1
    except ValueError as e:
        yield 2
        print('h', cur())
        try: raise
        except ValueError as f: print(e is f)
        print('h', cur())
    print('h', cur())
    yield 3
it=h(); next(it)
try: raise ValueError('x')
except ValueError as e: print(it.throw(e), cur())
print(next(it), cur())
try: raise OSError(1)
except OSError:
    print(list(it), cur())
def k():
    try:
        yield 1
    finally:
        print('k', cur())
        yield 2
        print('k', cur())
it=k(); next(it)
try:
    try: raise ValueError('x')
    except ValueError as e: print(it.throw(KeyError), cur())
    next(it)
except KeyError as e: print(repr(e), repr(e.__context__))
def outer():
    try: raise TypeError
    except TypeError:
        r = yield from inner()
        print(r, cur())
    print(cur())
def inner():
    print('in', cur())
    yield 1
    print('in', cur())
    try: raise AttributeError
    except AttributeError as e: print(repr(e.__context__))
    yield 2
    return cur()
o=outer(); print(next(o), cur()); 
try: 1/0
except Exception: print(next(o), cur())
print(next(o,'end'), cur())
async def leave():
    print('leave', cur())
    raise ValueError('two')
class M:
    async def __aenter__(self): return self
    async def __aexit__(self, *a): await leave()
async def main():
    try:
        async with M():
            1/0
    except ValueError as e: print(repr(e), repr(e.__context__))
try: main().send(None)
except StopIteration: print('stop', cur())
def l(): yield 1
for n in 0,1,2:
    it=l()
    for i in range(n): next(it,None)
    try:
        try: raise ValueError('x')
        except ValueError: it.throw(KeyError('k'))
    except KeyError as e: print(n, repr(e), repr(e.__context__))
def m():
    try: raise OSError
    except OSError: yield
it=m(); next(it)
try:
    try: raise ValueError('x')
    except ValueError: it.throw(KeyError('k'))
except KeyError as e: print(repr(e), repr(e.__context__), repr(e.__context__.__context__))
# What a generator that ended referred to is let go.
import gc
from _weakref import ref as weak_ref


class Thing:
    pass


def holds(thing):
    try:
        raise ValueError(thing)
    except ValueError:
        yield 1


def made(end):
    thing = Thing()
    it = holds(thing)
    next(it)
    end(it)
    return it, weak_ref(thing)


def thrown(it):
    try:
        it.throw(KeyError)
    except KeyError:
        pass


kept = [made(end) for end in (lambda it: it.close(), lambda it: next(it, 0), thrown) for _ in range(20)]
gc.collect()
print(sum(ref() is not None for _, ref in kept) < 10)
