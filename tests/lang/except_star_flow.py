# except* and what stands around it: else, finally, names, loops, generators, nesting.
def names():
    e = 1
    try:
        raise ExceptionGroup('a', [ValueError(1), KeyError(2)])
    except* ValueError as e:
        print(type(e), e.exceptions)
    except* KeyError as e:
        print(type(e), e.exceptions)
    try:
        print(e)
    except UnboundLocalError as x:
        print('gone')

def parts(kinds):
    out = []
    try:
        try:
            if kinds:
                raise ExceptionGroup('g', [k(i) for i, k in enumerate(kinds)])
        except* (ValueError, TypeError) as g:
            out.append(('vt', g.exceptions))
        except* OSError:
            out.append('os')
        else:
            out.append('else')
        finally:
            out.append('finally')
    except BaseException as e:
        out.append(repr(e))
    return out

def loop():
    got = []
    for i in range(4):
        try:
            if i & 1:
                raise ValueError(i)
        except* ValueError as g:
            for e in g.exceptions:
                if e.args[0] > 2:
                    break
                got.append(e.args[0])
        else:
            continue
    return got

def gen():
    try:
        yield 1
    except* ValueError as g:
        yield g.exceptions
    yield 'end'

def cells():
    fs = []
    try:
        raise ExceptionGroup('', [ValueError(1), KeyError(2)])
    except* ValueError as g:
        fs.append(lambda: g)
        print(fs[0]().exceptions)
    except* KeyError as h:
        print(h.exceptions)
    try:
        fs[0]()
    except NameError:
        print('no g')

def nested():
    import sys
    try:
        raise ExceptionGroup('o', [ValueError(1), KeyError(2)])
    except* ValueError as g:
        print(sys.exc_info()[1] is g)
        try:
            raise TypeError(5)
        except* TypeError as t:
            print(t.exceptions, t.__context__, t.exceptions[0].__context__ is g)
        print(sys.exc_info()[1] is g)
    except* KeyError as k:
        print(repr(k), sys.exc_info()[1] is k)
    print(sys.exc_info())

names()
for kinds in [], [ValueError], [OSError], [ValueError, OSError, TypeError], [KeyError, ValueError], [KeyError]:
    print(parts(kinds))
print(loop())
g = gen()
print(next(g), g.throw(ValueError(3)), next(g))
cells()
nested()

class Split(ExceptionGroup):
    def split(self, kind):
        return (None, None)
try:
    try:
        raise Split('x', [ValueError(1)])
    except* KeyError:
        print('no')
except ExceptionGroup as e:
    print(repr(e))
class Own(ExceptionGroup):
    def __new__(cls, msg, excs, code=0):
        self = super().__new__(Own, msg, excs)
        self.code = code
        return self
    def derive(self, excs):
        return Own(self.message, excs, self.code)
try:
    try:
        raise Own('own', [ValueError(1), Own('in', [KeyError(2)], 7)], 5)
    except* ValueError as g:
        print(type(g).__name__, g.code)
except Own as e:
    print(repr(e), e.code, e.exceptions[0].code)
# What stands behind except* is evaluated only when something was raised, and once.
def kinds():
    print('kinds')
    return ValueError
try:
    pass
except* kinds():
    pass
try:
    raise ValueError
except* kinds():
    print('caught')
try:
    try:
        raise ValueError(1)
    except* missing:
        pass
except NameError as e:
    print(e, repr(e.__context__))
