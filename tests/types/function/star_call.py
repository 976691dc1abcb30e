# f(*x) with all that x can be: a tuple is passed on as it is, anything else is gone over once.
def f(*a, **k):
    return a, k
t = (1, 2, 3)
print(f(*t), f(*[1, 2]), f(*'ab'), f(*{'x': 1}), f(*range(3)), f(*()), f(*iter([4])), f(*(i for i in t)), f(*t, *t), f(0, *t), f(*t, b=1), f(*t, **{'c': 2}))
class T(tuple):
    def __iter__(self):
        return iter('xy')
class L(list):
    def __iter__(self):
        return iter('zw')
print(f(*T((1, 2))), f(*L([1])))
l = [1, 2, 3]
def change(*a):
    l.clear()
    return a
print(change(*l), l, max(*t), print(*t), divmod(*(7, 2)), str.join(*(',', 'ab')))
for bad in (1, None, f):
    try:
        f(*bad)
    except TypeError as e:
        print(str(e).replace('__main__.', ''))
    try:
        print(*bad, sep='')
    except TypeError as e:
        print(e)
def broken():
    yield 1
    raise KeyError('k')
try:
    f(*broken())
except KeyError as e:
    print('KeyError', e)
def two(a, b):
    return a - b
for args in (t, (1,), [9, 4]):
    try:
        print(two(*args))
    except TypeError as e:
        print(e)
