# Exception groups as objects.
def fails(f, *args, **kw):
    try:
        print('got', repr(f(*args, **kw)))
    except Exception as e:
        print(type(e).__name__, e)

fails(ExceptionGroup)
fails(ExceptionGroup, 'a')
fails(ExceptionGroup, 'a', [ValueError()], 3)
fails(ExceptionGroup, 1, [ValueError()])
fails(ExceptionGroup, 'a', {ValueError()})
fails(ExceptionGroup, 'a', 5)
fails(ExceptionGroup, 'a', [])
fails(ExceptionGroup, 'a', ())
fails(ExceptionGroup, 'a', [ValueError(), ValueError])
fails(ExceptionGroup, 'a', [KeyboardInterrupt()])
fails(BaseExceptionGroup, 'a', [KeyboardInterrupt()])
fails(BaseExceptionGroup, 'a', [ValueError(1)])
class Mine(ExceptionGroup): pass
class Base(BaseExceptionGroup): pass
class Both(ExceptionGroup, ValueError): pass
class Other(KeyError, ExceptionGroup): pass
fails(Mine, 'a', [KeyboardInterrupt()])
fails(Base, 'a', [KeyboardInterrupt()])
fails(Both, 'a', (OSError(2),))
fails(Other, 'a', (OSError(2),))
print(ExceptionGroup.__mro__, ExceptionGroup.__bases__, BaseExceptionGroup.__bases__)
print(isinstance(Both('x', [OSError()]), ValueError), Both.__mro__)

l = [ValueError(1), ExceptionGroup('in', [TypeError(2), OSError(3)])]
e = ExceptionGroup('out', l)
l.append(4)
print(e.message, e.exceptions, str(e), e.args)
print(str(ExceptionGroup('one', [KeyError(1)])))
for name in 'message', 'exceptions':
    try:
        setattr(e, name, 1)
    except AttributeError:
        print('read-only')
e.extra = 5
e.add_note('n')
try:
    try:
        raise OSError(1)
    except OSError:
        raise e
except ExceptionGroup:
    pass
def show(part):
    if part is None:
        return None
    return repr(part), part.__traceback__ is not None, repr(part.__context__), part.__notes__, hasattr(part, 'extra')
for cond in (TypeError, (ValueError, OSError), KeyError, ExceptionGroup, lambda x: isinstance(x, OSError),
             lambda x: True, lambda x: False):
    print(show(e.subgroup(cond)))
    m, r = e.split(cond)
    print(show(m), show(r), m is e, r is e)
for bad in 'x', int, [ValueError], (ValueError, 3), ValueError(1), None:
    fails(e.subgroup, bad)
    fails(e.split, bad)
fails(e.split, lambda x: 1 / 0)
e.__notes__.append('m')
p = e.subgroup(TypeError)
p.__notes__.append('only p')
print(e.__notes__, p.__notes__)
class Bad(ExceptionGroup):
    def derive(self, excs):
        return 5
fails(Bad('x', [ValueError(), KeyError()]).subgroup, ValueError)
class Short(ExceptionGroup):
    def derive(self, excs):
        return KeyError(excs)
fails(Short('x', [ValueError(), KeyError()]).split, ValueError)
print(repr(Mine('x', [ValueError(1), KeyError(2)]).derive([OSError(1)])), repr(e.derive((OSError(9),))))
deep = ValueError(1)
for i in range(40):
    deep = ExceptionGroup('d', [deep])
try:
    deep.split(lambda x: False)
except RecursionError:
    pass
deep = None
