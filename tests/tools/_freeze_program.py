"""Run by run_freeze.py with a program that has the modules of freeze/ in its image."""
import sys

sys.path[:] = ['.frozen']
import plain
print(plain.__file__, plain.f.__doc__, plain.f(), plain.__doc__)
import late
print('late is imported', late.LIMIT, late.LAST, 'Shape' in dir(late), dir(late).count('area'))
print(late.area(late.Square(2)), late.Shape.__module__, late.Shape.__qualname__, late.area.__name__, late.area.__module__)
s = late.Shape.make(3)
print(s.name, s.n, s == late.Square(3), isinstance(s, late.Shape), late.Shape is late.Square.__bases__[0])
s.name = 7
print(s.n, late.Shape.table is late.TABLE, late.TABLE)
print(late.line(), late.registered(), late.registered.registered)
late.rebind()
print(late.registered, late.p.join('a', 'b'), late.sep, late.sys is sys)
print(late.lam()[0] is late.SENTINEL, late.lam()[1], late.lam.__name__)
try:
    late.waits().send(None)
except StopIteration as e:
    print('stopped', e.value)
try:
    late.broken()
except RuntimeError as e:
    print(e)
try:
    late.no_such_name
except AttributeError as e:
    print(e)
print(hasattr(late, 'nothing'), late.Part.__name__, late.several.parts_function())
from late import *
print(sorted(n for n in globals() if n in ('Shape', 'Square', 'area', 'TABLE', 'SENTINEL')))
import pack
print(pack.dynamic, pack.Renamed is pack.Part, pack.helper(), pack.again.__name__)
import shadow
print(shadow.use(), shadow.START, shadow.found, hasattr(shadow, 'gone'))
# Once a name has been taken away it does not come back.
shadow.use = None
del shadow.use, shadow.twice
print(hasattr(shadow, 'use'), hasattr(shadow, 'twice'), shadow.count())
import bare
print(bare.documented.__doc__, bare.documented.__annotations__, bare.documented(0))
try:
    bare.fails()
except ZeroDivisionError as e:
    print(e.__traceback__.tb_next.tb_lineno)
print(sorted(n for n in vars(bare) if n[0] != '_'), len(bare.fails.__globals__) >= 3)
# The module goes, its functions stay.
square, area = late.Square, late.area
old = late.lam
del sys.modules['late'], late
import late
print(late.Square is not square, area(square(1)), old()[1], late.lam is not old)
import shelved
print(shelved.VALUE)
import crossed
print(crossed.double(21), crossed.__file__)
print(list(map(str, sys.modules)).count('abc'))
import abc
print(abc.ABC.__name__, abc.ABCMeta is type(abc.ABC))
