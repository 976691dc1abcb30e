# More parameters, arguments, targets and constants than an instruction has operands for.
# host only: too much text for 36 KB
# not under stress: functions of thousands of parameters, each collected at every allocation
import inspect


def show(f, *a, **k):
    try:
        print(f(*a, **k))
    except TypeError as e:
        print('TypeError', str(e)[:90], '...', str(e)[-40:])


names = ['p%d' % i for i in range(400)]
space = {}
exec('def f(%s):\n "doc"\n x = p399 + 1\n p0 = 7\n return x, p0, sum([%s])' % (', '.join(names), ', '.join(names)), space)
f = space['f']
show(f, *range(400))
show(f, *range(399))
show(f, *range(401))
show(f, *range(390), **{n: 1 for n in names[390:]})
show(f, *range(391), **{n: 1 for n in names[390:]})
show(f, *range(400), q=1)
print(f.__doc__, f.__code__.co_argcount, f.__code__.co_varnames[398:401], f.__code__.co_nlocals)
exec('def g(%s, /, %s, *args, %s, **kw):\n def inner(): return p5 + p250 + k3 + len(args) + len(kw)\n p5 += 1\n return inner(), args, kw' % (
    ', '.join(names[:200]), ', '.join(n + '=%d' % i for i, n in enumerate(names[200:])),
    ', '.join('k%d=%d' % (i, i) for i in range(200))), space)
g = space['g']
show(g, *range(200))
show(g, *range(402), k3=50, z=1)
show(g, *range(200), k5=2, p250=1, p251=2)
show(g, *range(200), p0=2)
show(g, *range(3))
print(g.__code__.co_posonlyargcount, g.__code__.co_argcount, g.__code__.co_kwonlyargcount)
print(g.__defaults__[:3], len(g.__defaults__), len(g.__kwdefaults__), g.__kwdefaults__['k7'])
g.__kwdefaults__ = {'k%d' % i: 0 for i in range(200)}
show(g, *range(200))
exec('class A:\n def m(self, %s):\n  return super().__repr__()[:5], p3\nclass B(A):\n'
     ' def m(self, *a): return super().m(*a)\ndef gen(%s):\n yield p1\n yield p399\n'
     'async def co(%s): return p2\nh = lambda %s: p10' % ((', '.join(names),) * 4), space)
print(space['B']().m(*range(400)), list(space['gen'](*range(400))), space['h'](*range(400)))
try:
    space['co'](*range(400)).send(None)
except StopIteration as e:
    print(e.value)
exec('def d(%s):\n del p3\n try:\n  return p3\n except UnboundLocalError as e: return type(e).__name__' % ', '.join(names), space)
show(space['d'], *range(400))
exec('r = f(%s)' % ', '.join(str(i) for i in range(400)), space)
print(space['r'])
exec('r = f(%s)' % ', '.join('p%d=%d' % (i, i) for i in reversed(range(400))), space)
print(space['r'])
exec('%s = range(700)' % ', '.join('v%d' % i for i in range(700)), space)
print(space['v0'], space['v699'])
exec('%s, *rest = range(300)' % ', '.join('v%d' % i for i in range(255)), space)
print(space['v254'], len(space['rest']))
exec('table = {%s}' % ', '.join('"k%d": (%d.5, "v%d")' % (i, i, i) for i in range(40000)), space)
print(len(space['table']), space['table']['k39999'])
exec('table = [%s]' % ', '.join('[%d.25, "w%d"]' % (i, i) for i in range(40000)), space)
print(len(space['table']), space['table'][39999])
