# with: order, suppression, ways out.
class C:
    def __init__(self, name, suppress=False):
        self.name = name
        self.suppress = suppress
    def __enter__(self):
        print('enter', self.name)
        return self.name
    def __exit__(self, t, v, tb):
        print('exit', self.name, t and t.__name__)
        return self.suppress
with C('a') as a, C('b') as b:
    print(a, b)
with (C('c'), C('d') as d,):
    print(d)
with (C('e')) as e:
    pass
with C('f', True):
    1 // 0
print('went on')
try:
    with C('g'), C('h'):
        raise KeyError('k')
except KeyError as k:
    print(repr(k))
def ret():
    for i in range(3):
        with C(i):
            if i == 0:
                continue
            if i == 1:
                return 'r'
print(ret())
def brk():
    while True:
        with C('w') as [x]:
            break
    return x
print(brk())
def sup():
    with C('s', True):
        v = 1
        raise ValueError
    return 'after'
print(sup())
try:
    with C('unpack') as (p, q):
        pass
except ValueError as err:
    print(err)
for bad in (5, 'x'):
    try:
        with bad:
            pass
    except (TypeError, AttributeError) as err:
        print(type(err).__name__)
class E2:
    def __enter__(self):
        return 1
    def __exit__(self, *a):
        raise TypeError('from exit')
try:
    with E2():
        raise ValueError('body')
except TypeError as err:
    print(err, repr(err.__context__))
