# del, assert, import, pass, annotations.
import math as m, sys
from math import (pi as PI, floor,)
from math import ceil
print(floor(PI), ceil(PI), m is sys.modules['math'])
def star():
    ns = {}
    exec('from math import *', ns)
    return ns['floor'](2.5)
print(star())
for src in ('import nowhere_to_be_found', 'from math import nothing_like_it', 'from . import x'):
    try:
        exec(src, {'__name__': 'test'})
    except ImportError as e:
        print(type(e).__name__)
a = [1, 2, 3, 4, 5]
del a[0], a[-1]
del a[:1]
print(a)
class O: pass
o = O()
o.x = 1
del o.x
print(hasattr(o, 'x'))
b = c = d = 1
del (b, [c]), d
for n in 'bcd':
    print(n in globals())
def f():
    x = 1
    def g(): return x
    del x
    try:
        g()
    except NameError as e:
        print(e)
f()
try: assert 0, 'message'
except AssertionError as e: print(repr(e))
try: assert []
except AssertionError as e: print(repr(e))
assert 1
pass
...
"a string", 1
class P: pass
class Q(): x: int; y: str = 'y'
print(Q.__annotations__, Q.y, hasattr(Q, 'x'))
def ann():
    v: undefined_name = 1
    w: also_undefined
    return v
print(ann())
try:
    z: undefined_name = 5
except NameError as e:
    print(e, z)
o.attr: int = 3
a[0]: int = 9
print(o.attr, a)
def nested_global():
    global made_here
    made_here = 1
    import math
    def inner():
        global made_here
        made_here += math.floor(1.5)
    inner()
nested_global()
print(made_here)
if 1: pass
elif 2: print('never')
else: print('never')
