# The globals of a module as a dict.
def attempt(f, *args):
    try:
        print(f(*args))
    except Exception as e:
        print(type(e).__name__, e)

def uses():
    return later
g = globals()
first = 1
later = 2
second = 3
names = [n for n in g if not n.startswith('_')]
print(names)
print(g['first'], g.get('later'), 'second' in g, 'nothing' in g, g.get('nothing'), uses())
g['made'] = 'here'
print(made)
def read():
    return made2
attempt(read)
g['made' + '2'] = 'also here'
print(read(), g['made2'])
del g['made2']
attempt(read)
attempt(lambda: g['made2'])
del first
print('first' in g)
first = 'again'
print([n for n in g if not n.startswith('_')])
g.update(x1=1, x2=2)
print(x1 + x2, g.pop('x1'), 'x1' in g)
attempt(lambda: x1)
print(g.setdefault('x3', 5), x3, g.setdefault('x3', 6))
c = dict(g)
c['only'] = 1
print('only' in g, c['later'], c[''.join(['la', 'ter'])])
for i in range(40):
    g['v%d' % i] = i
print(v0 + v39, sum(v for k, v in g.items() if k[0] == 'v' and k[1:].isdigit()))
exec('y = 10\nz = y + 1', g)
print(y, z)
space = {'a': 2}
exec('b = a * 3', space)
print(space['b'], eval('a + b', space))
