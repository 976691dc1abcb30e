# host only: chips have no module operator
# operator: the operators as functions.
import operator as o

def run(f, *args, **kw):
    try:
        print(f.__name__, f(*args, **kw))
    except Exception as e:
        print(f.__name__, type(e).__name__, e)

for name in ('add', 'sub', 'mul', 'truediv', 'floordiv', 'mod', 'pow', 'and_', 'or_', 'xor', 'lshift', 'rshift',
             'lt', 'le', 'eq', 'ne', 'gt', 'ge', 'is_', 'is_not', 'iadd', 'isub', 'imul', 'itruediv', 'ifloordiv',
             'imod', 'ipow', 'iand', 'ior', 'ixor', 'ilshift', 'irshift'):
    run(getattr(o, name), 13, 3)
    run(getattr(o, name), 13, 'x' if name not in ('is_', 'is_not', 'mul', 'imul') else 2)
for name in ('neg', 'pos', 'invert', 'abs', 'index', 'not_', 'truth'):
    run(getattr(o, name), -7)
    run(getattr(o, name), [])

class M:
    def __matmul__(self, other): return ('@', other)
    def __imatmul__(self, other): return ('@=', other)
    def __getitem__(self, key): return key
    def __add__(self, other): return ('+', other)
    def __length_hint__(self): return 4
    def __call__(self, *args, **kw): return args, kw
run(o.matmul, M(), 1)
run(o.imatmul, M(), 1)
run(o.concat, [1], [2])
run(o.concat, M(), 5)
run(o.concat, 1, 2)
run(o.concat, {}, {})
a = [1]
print(o.iconcat(a, [2]) is a, a)
run(o.iconcat, 1, 2)
run(o.contains, 'abc', 'b')
run(o.contains, 5, 1)
run(o.countOf, [1, 2, 1.0, True], 1)
run(o.countOf, None, 1)
run(o.indexOf, (3, 4, 5), 5)
run(o.indexOf, (3, 4, 5), 6)
run(o.getitem, 'abc', -1)
run(o.getitem, [1], 3)
d = {}
o.setitem(d, 'k', 1)
print(d)
o.delitem(d, 'k')
print(d)
run(o.delitem, d, 'k')
run(o.length_hint, M())
run(o.length_hint, object(), 9)
run(o.length_hint, [], 'x')
run(o.length_hint, 5)
run(o.call, M(), 1, 2, k=3)
print(o.__add__ is o.add, o.__not__ is o.not_, o.__inv__ is o.inv, o.__iconcat__ is o.iconcat)
run(o.add, 1)
run(o.add)
print(sorted(o.__all__) == sorted(n for n in dir(o) if n[0] != '_'))
